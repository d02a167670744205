#!/usr/bin/env python3
"""Measures how fast a view draws, in a headless Chromium without a graphics card.

    lifeline view city.xml -o /tmp/city.html
    python3 Tests/ViewWritingTests/Browser/measure_view.py /tmp/city.html

One line for each kind of movement: milliseconds from the input to the finished frame, median and ninetieth percentile.
"""
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from chromium import Browser  # noqa: E402

MEASURE = """(async (act, n) => {
  const times = [];
  for (let i = 0; i < n; i++) {
    const start = performance.now();
    act(i);
    const handled = performance.now() - start;
    await new Promise((done) => requestAnimationFrame((frame) => { times.push(handled + performance.now() - frame); done(); }));
  }
  times.sort((a, b) => a - b);
  return [times[n >> 1], times[Math.floor(n * 0.9)]].map((t) => t.toFixed(1)).join(",");
})"""
SLIDER = """(i) => { const slider = document.getElementById('time'); slider.value = Math.round(slider.max * (0.03 + i * 0.004));
  slider.dispatchEvent(new Event('input')); }"""
PAN = """(i) => document.getElementById('map').dispatchEvent(
  new KeyboardEvent('keydown', { key: i % 2 ? 'ArrowLeft' : 'ArrowRight', bubbles: true, cancelable: true }))"""
ZOOM = """(i) => document.getElementById('map').dispatchEvent(
  new WheelEvent('wheel', { deltaY: -120, clientX: 600, clientY: 480, bubbles: true, cancelable: true }))"""

browser = Browser(1440, 900)
start = time.time()
browser.open("file://" + os.path.abspath(sys.argv[1]))
print(f"load,{(time.time() - start) * 1000:.0f}")
print("what,median ms,90% ms")
for place in ("town", "middle", "near"):
    for name, act in (("slider", SLIDER), ("pan", PAN)):
        print(f"{name} {place},{browser.run(f'{MEASURE}({act}, 30)')}")
    if place != "near":
        print(f"zoom from {place},{browser.run(f'{MEASURE}({ZOOM}, 12)')}")
browser.close()
