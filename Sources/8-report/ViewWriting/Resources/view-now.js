/** How many are without what at this moment, and the line that a screen reader speaks. */
class Now {
  constructor(city, events, words) {
    Object.assign(this, { city, events, words });
    this.status = document.getElementById("status");
    this.rows = new Map();
    const body = document.getElementById("now");
    city.head.curves.forEach((service, position) => body.append(this.serviceRow(service.name, position)));
    this.hospitals = city.namedPlaces.filter((a) => city.isHospital(a));
    this.others = city.namedPlaces.filter((a) => !city.isHospital(a));
    this.hospitalRow = this.placesRow("hospitals", this.hospitals, body);
    this.otherRow = this.placesRow("vulnerable", this.others, body);
  }

  serviceRow(name, position) {
    const row = made("div", "figure"), style = palette.service(name, position);
    const key = drawing("svg", { width: 26, height: 10, class: "key", "aria-hidden": "true" });
    key.append(drawing("line", { x1: 1, x2: 25, y1: 5, y2: 5, stroke: style[0], "stroke-width": 3, "stroke-dasharray": style[1] || "none" }));
    const number = made("span", "number"), label = made("span", "label"), bar = made("span", "share"), part = made("span");
    part.style.background = style[0];
    bar.append(part);
    row.append(key, label, number, bar);
    label.textContent = this.words.say("without", { service: this.words.service(name) });
    this.rows.set(name, { number, part });
    return row;
  }

  placesRow(key, places, body) {
    if (places.length === 0) return null;
    const row = made("div", "places"), states = made("span", "states");
    row.append(made("span", "label", this.words.say(key)), states);
    body.append(row);
    return states;
  }

  show() {
    const { head } = this.city;
    for (const service of head.curves) {
      const out = this.events.residentsOut[head.services.indexOf(service.name)], { number, part } = this.rows.get(service.name);
      number.textContent = out > 0 ? this.words.rough(out) : this.words.say("nobody");
      part.style.width = (head.residents > 0 ? Math.min(100, out / head.residents * 100) : 0) + "%";
    }
    if (this.hospitalRow) this.showStates(this.hospitalRow, this.hospitals);
    if (this.otherRow) this.showStates(this.otherRow, this.others);
  }

  /** "2 flooded, 1 on reserve", each with its sign. */
  showStates(row, places) {
    const counts = this.events.count(places);
    const chips = [];
    for (let state = HIT; state > NORMAL; state--) {
      if (counts[state] === 0) continue;
      chips.push(this.chip(state, this.words.number(counts[state]), this.words.say("state." + STATE_NAMES[state])));
    }
    if (counts[NORMAL] === places.length) chips.push(this.chip(NORMAL, "", this.words.say("allNormal", { n: this.words.number(places.length) })));
    else if (counts[NORMAL] > 0) chips.push(this.chip(NORMAL, this.words.number(counts[NORMAL]), this.words.say("state.normal")));
    row.replaceChildren(...chips);
  }

  chip(state, number, text) {
    const chip = made("span", "chip");
    chip.append(stateSign(state), made("b", "", number), document.createTextNode(" " + text));
    return chip;
  }

  /** Speaks the moment and the counts once things have come to rest. */
  speak(isPlaying) {
    clearTimeout(this.waiting);
    if (isPlaying) return;
    this.waiting = setTimeout(() => { this.status.textContent = this.sentence(); }, 350);
  }

  sentence() {
    const { head } = this.city, { words, events } = this, hours = events.hours(events.tick);
    const parts = [words.hasClock ? words.moment(hours) + ", " + words.after(hours) : words.after(hours)];
    for (const service of head.curves) {
      const out = events.residentsOut[head.services.indexOf(service.name)], name = words.service(service.name);
      parts.push(out > 0 ? words.say("nowWithout", { n: words.say("residents", { n: words.rough(out) }), service: name }) : words.say("nowNobody", { service: name }));
    }
    for (const [key, places] of [["hospitals", this.hospitals], ["vulnerable", this.others]]) {
      if (places.length === 0) continue;
      const counts = events.count(places), states = [];
      for (let state = HIT; state >= NORMAL; state--) if (counts[state]) states.push(words.number(counts[state]) + " " + words.say("state." + STATE_NAMES[state]));
      parts.push(words.say(key) + ": " + states.join(", "));
    }
    return parts.join(". ") + ".";
  }
}

/** The sign of a state as the map draws it. */
function stateSign(state, size = 6) {
  const canvas = made("canvas", "sign"), ratio = Math.min(2, window.devicePixelRatio || 1);
  canvas.width = canvas.height = 20 * ratio;
  canvas.setAttribute("aria-hidden", "true");
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  drawPlace(context, 10, 10, size, state, false);
  return canvas;
}
