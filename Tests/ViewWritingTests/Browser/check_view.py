#!/usr/bin/env python3
"""Checks the view of the dike breach in a headless Chromium.

    lifeline view scenarios/dike-breach.xml -o /tmp/breach.html
    lifeline view scenarios/dike-breach.xml -o /tmp/breach-nl.html --language nl
    python3 Tests/ViewWritingTests/Browser/check_view.py /tmp/breach.html /tmp/breach-nl.html [FOLDER FOR PICTURES]

Ends with 0 when everything was as expected; needs Chromium and Python's standard library.
"""
import os
import struct
import sys
import tempfile
import zlib

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from chromium import Browser, find  # noqa: E402

faults = []


def check(what, is_so, seen=""):
    if not is_so:
        faults.append(what)
    print(("ok    " if is_so else "FAULT ") + what + (f": {seen}" if seen and not is_so else ""))


def colours(png):
    """How often each colour occurs in an eight-bit PNG picture."""
    at, data, header = 8, b"", None
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at:at + 8])
        body = png[at + 8:at + 8 + length]
        header = struct.unpack(">IIBB", body[:10]) if kind == b"IHDR" else header
        data += body if kind == b"IDAT" else b""
        at += 12 + length
    width, height, _, colour_type = header
    size = {2: 3, 6: 4}[colour_type]
    raw, row_before, counts = zlib.decompress(data), bytearray(width * size), {}
    for row in range(height):
        start = row * (width * size + 1)
        method, line = raw[start], bytearray(raw[start + 1:start + 1 + width * size])
        for i in range(len(line)):
            left, up = line[i - size] if i >= size else 0, row_before[i]
            corner = row_before[i - size] if i >= size else 0
            if method == 1:
                line[i] = (line[i] + left) & 255
            elif method == 2:
                line[i] = (line[i] + up) & 255
            elif method == 3:
                line[i] = (line[i] + (left + up) // 2) & 255
            elif method == 4:
                guess = left + up - corner
                near = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))
                line[i] = (line[i] + near[2]) & 255
        for i in range(0, len(line), size * 2):
            colour = bytes(line[i:i + 3])
            counts[colour] = counts.get(colour, 0) + 1
        row_before = line
    return counts


def text(browser, element):
    return browser.run(f"document.getElementById('{element}').innerText")


def to_hour(browser, hours):
    """Moves the slider to an hour as a user's script would: by its value."""
    browser.run(
        "(hours => { const slider = document.getElementById('time');"
        "slider.value = Math.round(slider.max * hours / 168); slider.dispatchEvent(new Event('input')); })(%f)" % hours)
    browser.frame()
    browser.frame()


def check_english(browser, folder):
    check("the clock stands at the start", text(browser, "clock-time") == "Thu 15 Jan 03:00", text(browser, "clock-time"))
    start = browser.picture(os.path.join(folder, "start.png"))
    check("the picture at the start is not blank", len(colours(start)) > 100)
    # With keys.
    browser.run("document.getElementById('time').focus()")
    browser.press("ArrowRight")
    check("an arrow key moves the slider", text(browser, "clock-time") == "Thu 15 Jan 03:10", text(browser, "clock-time"))
    browser.press("PageDown")
    browser.press("]")
    check("the next change is the arrival of the water", text(browser, "clock-time") == "Thu 15 Jan 11:24", text(browser, "clock-time"))
    to_hour(browser, 20)
    now = text(browser, "now")
    check("6,200 are without power, 20,000 without water", "6,200" in now and "20,000" in now, now)
    flooded = browser.picture(os.path.join(folder, "hour-20.png"))
    water, out = bytes.fromhex("3a7db8"), bytes.fromhex("8b3a7c")
    check("the picture shows deep water and places without water",
          colours(flooded).get(water, 0) > 3 * colours(start).get(water, 0) and colours(flooded).get(out, 0) > 500)
    browser.wait_for("document.getElementById('status').textContent.includes('20,000')", 5)
    check("a screen reader is told the moment and the counts", "Thu 15 Jan 23" in browser.run("document.getElementById('status').textContent"))
    # Search, without the accent and by keys alone.
    browser.press("/")
    browser.frame()
    browser.type("ziekenhuis de hóogte")
    browser.frame()
    check("the search finds without regard to accents", browser.run("document.querySelectorAll('#search-list [role=option]').length") == 1)
    browser.press("ArrowDown")
    check("the list tells a screen reader what is marked", browser.run("document.getElementById('search').getAttribute('aria-activedescendant')") == "found-0")
    browser.press("Enter")
    browser.frame()
    details = text(browser, "details")
    check("the facility is shown", "Ziekenhuis De Hoogte" in details and "225 beds" in details and "own reserve: 24 h" in details, details)
    chain = ["Onderstation Polder floods", "Trafo Kortelaan T38 loses supply", "Waterput 1 stops", "Pompstation De Kwel loses supply",
             "Watertoren Oude Stad stops", "Ziekenhuis De Hoogte loses water"]
    places = [details.find(step) for step in chain]
    check("the cause chain stands in order", -1 not in places and places == sorted(places), details)
    browser.picture(os.path.join(folder, "hospital.png"))
    check("the focus is on what was found", browser.run("document.activeElement.id") == "details-title")
    browser.press("Escape")
    check("Escape closes it", browser.run("document.getElementById('details').hidden"))
    # Pointer.
    browser.run("document.getElementById('zoom-all').click()")
    browser.frame()
    box = browser.run("(() => { const b = document.getElementById('map').getBoundingClientRect(); return [b.left, b.top, b.width, b.height]; })()")
    before = browser.picture()
    browser.mouse("mouseWheel", box[0] + box[2] * 0.6, box[1] + box[3] * 0.6, deltaX=0, deltaY=-600)
    browser.frame()
    browser.frame()
    check("the wheel zooms", browser.picture() != before)
    browser.run("document.getElementById('zoom-all').click()")
    browser.run("document.querySelector('[data-layer=hazard]').click()")
    browser.frame()
    browser.frame()
    check("a layer can be switched off", colours(browser.picture()).get(water, 0) < colours(flooded).get(water, 0) / 4)
    browser.run("document.querySelector('[data-layer=hazard]').click()")
    # What was seen in the field, where the page holds any.
    if browser.run("document.querySelector('[data-layer=seen]') !== null"):
        to_hour(browser, 45)
        browser.press("/")
        browser.run("document.getElementById('search').value = ''")
        browser.type("substation-2")
        browser.press("Enter")
        browser.frame()
        seen = text(browser, "details")
        check("what was seen is told apart", "Seen Fri 16 Jan 20:00: does not work" in seen and "is seen not to work" in seen, seen)
        browser.picture(os.path.join(folder, "seen.png"))
        browser.press("Escape")
        browser.run("document.getElementById('zoom-all').click()")
        to_hour(browser, 20)
    # Table.
    browser.run("document.getElementById('show-table').click()")
    browser.frame()
    check("the table holds the hospitals first", browser.run("document.querySelector('#table-body th').innerText").startswith("Alderziekenhuis"))
    check("the table has a row for each vulnerable place", browser.run("document.querySelectorAll('#table-body tr').length") == 23)
    browser.picture(os.path.join(folder, "table.png"))
    browser.run("document.getElementById('show-table').click()")
    # Play.
    to_hour(browser, 0)
    browser.run("document.getElementById('play').click()")
    browser.wait_for("document.getElementById('time').value > 20", 20)
    browser.run("document.getElementById('play').click()")
    stopped = browser.run("document.getElementById('time').value")
    browser.frame()
    check("it plays, and pauses", stopped == browser.run("document.getElementById('time').value"))


def check_accessibility(browser):
    tree = browser.send("Accessibility.getFullAXTree")["nodes"]
    roles = {}
    for node in tree:
        if not node.get("ignored"):
            roles.setdefault(node["role"]["value"], []).append(node.get("name", {}).get("value", ""))
    for role in ("button", "slider", "combobox", "checkbox"):
        names = roles.get(role, [])
        check(f"every {role} has a name", bool(names) and all(names), str(names))
    check("map, table and time are landmarks or regions", len(roles.get("region", [])) + len(roles.get("main", [])) >= 3, str(roles.keys()))


def main():
    if find() is None:
        sys.exit("no Chromium was found")
    pages = [path for path in sys.argv[1:] if path.endswith(".html")]
    folder = next((path for path in sys.argv[1:] if not path.endswith(".html")), tempfile.mkdtemp(prefix="lifeline-pictures-"))
    os.makedirs(folder, exist_ok=True)
    browser = Browser()
    browser.open("file://" + os.path.abspath(pages[0]))
    check_english(browser, folder)
    check_accessibility(browser)
    if len(pages) > 1:
        browser.open("file://" + os.path.abspath(pages[1]))
        to_hour(browser, 20)
        now = text(browser, "now")
        check("in Dutch, 6.200 are without power", "6.200" in now and "zonder stroom" in now.lower(), now)
        check("in Dutch, the clock too", text(browser, "clock-time") == "do 15 jan 23:00", text(browser, "clock-time"))
        browser.picture(os.path.join(folder, "dutch.png"))
    check("the console is silent and the policy unharmed", browser.complaints == [], str(browser.complaints))
    outside = [url for url in browser.requests if not url.startswith("file://")]
    check("nothing was asked for from outside", outside == [] and len(browser.requests) == len(pages), str(browser.requests))
    browser.close()
    if faults:
        sys.exit(f"{len(faults)} faults; pictures in {folder}")


main()
