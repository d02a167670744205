/** What is switched on, and the legend in which it is switched. */
class Layers {
  constructor(head) {
    this.on = new Map();
    this.version = 0;
    this.onChange = () => {};
    for (const name of ["hazard", "buildings", "named", "weak", "seen", "names", ...head.layers.map((layer) => "layer." + layer)]) this.on.set(name, true);
  }
  isOn(name) { return this.on.get(name) ?? false; }
  /** For each network of the town, by its number. */
  networks(head) { return head.layers.map((name) => this.isOn("layer." + name)); }
  set(name, isOn) {
    this.on.set(name, isOn);
    this.version++;
    this.onChange();
  }
}

/** Builds the legend: every entry that can be left out is a switch. */
class Legend {
  constructor(city, events, layers, words, hazards) {
    Object.assign(this, { city, layers, words });
    const body = document.getElementById("legend-body"), { head } = city;
    if (hazards.length || head.epicentres.length) body.append(this.hazard(hazards));
    body.append(this.group(words.say("legend.states"), [
      ...(city.namedPlaces.length ? [this.switch("named", words.say("legend.named"))] : []),
      ...(city.facilityCount > city.namedPlaces.length ? [this.switch("buildings", words.say("legend.buildings"))] : []),
      ...STATE_NAMES.map((name, state) => this.entry(stateSign(state), words.say("state." + name))),
    ]));
    body.append(this.group(words.say("legend.networks"), [
      ...head.layers.map((name, i) => this.switch("layer." + name, words.layer(name), this.line(palette.layer(name, i)))),
      this.entry(null, words.say("legend.broken")),
    ]));
    const last = [this.switch("names", words.say("legend.names"))];
    if (head.weakPoints.length) last.unshift(this.switch("weak", words.say("legend.weak"), made("span", "rank", "1")));
    if (events.seenAsset.length) last.unshift(this.switch("seen", words.say("legend.seen"), seenSign()));
    body.append(this.group("", last));
    if (window.innerWidth < 1100) document.getElementById("legend").open = false;
  }

  group(title, entries) {
    const box = made("div", "legend-group");
    if (title) box.append(made("p", "legend-title", title));
    box.append(...entries);
    return box;
  }

  hazard(hazards) {
    const { words } = this, entries = [];
    const isWater = hazards.some((hazard) => hazard.place.isWater), isShaking = hazards.some((hazard) => !hazard.place.isWater);
    for (const [isThere, bounds, colours, key, digits] of [
      [isWater, palette.depthClasses, palette.depths, "depth", 1], [isShaking, palette.shakingClasses, palette.shaking, "pga", 2],
    ]) {
      if (!isThere) continue;
      if (key === "pga" && isWater) entries.push(made("p", "legend-title", words.say("legend.shaking")));
      bounds.forEach((low, i) => {
        const shown = (n) => (n < 0.1 && key === "depth" ? words.decimals(n, 2) : words.decimals(n, digits));
        const text = i + 1 < bounds.length
          ? words.say("legend." + key, { low: shown(low), high: shown(bounds[i + 1]) }) : words.say("legend." + key + "Over", { low: shown(low) });
        const box = made("span", "swatch");
        box.style.background = colours[i];
        if (key === "pga") box.style.opacity = "0.55";
        entries.push(this.entry(box, text));
      });
    }
    if (this.city.head.epicentres.length) entries.push(this.entry(made("span", "star", "★"), words.say("legend.epicentre")));
    const title = isWater ? words.say("legend.water") + ", " + words.say("legend.waterNote") : words.say("legend.shaking");
    return this.group("", [this.switch("hazard", title), ...entries]);
  }

  entry(sign, text) {
    const entry = made("p", "legend-entry");
    if (sign) entry.append(sign);
    entry.append(made("span", "", text));
    return entry;
  }

  switch(name, text, sign = null) {
    const label = made("label", "legend-entry"), box = made("input");
    box.type = "checkbox";
    box.checked = this.layers.isOn(name);
    box.dataset.layer = name;
    box.addEventListener("change", () => this.layers.set(name, box.checked));
    label.append(box);
    if (sign) label.append(sign);
    label.append(made("span", "", text));
    return label;
  }

  line(style) {
    const svg = drawing("svg", { width: 30, height: 12, "aria-hidden": "true" });
    svg.append(drawing("line", { x1: 1, x2: 14, y1: 6, y2: 6, stroke: style.faint, "stroke-width": 2.5 }));
    svg.append(drawing("line", { x1: 15, x2: 29, y1: 6, y2: 6, stroke: style.colour, "stroke-width": 4, "stroke-dasharray": style.dash.join(" ") || "none" }));
    return svg;
  }
}

/** The double ring of what was seen, as the map draws it. */
function seenSign() {
  const canvas = made("canvas", "sign"), ratio = Math.min(2, window.devicePixelRatio || 1);
  canvas.width = canvas.height = 20 * ratio;
  canvas.setAttribute("aria-hidden", "true");
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  drawSeenRing(context, 10, 10, 5);
  return canvas;
}
