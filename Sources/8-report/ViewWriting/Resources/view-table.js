/** The facilities as a table: what the map shows, for those who read rather than look. */
class FacilityTable {
  constructor(city, events, words) {
    Object.assign(this, { city, events, words });
    this.section = document.getElementById("table-section");
    this.map = document.getElementById("map-section");
    this.button = document.getElementById("show-table");
    this.vulnerable = document.getElementById("table-vulnerable");
    this.hit = document.getElementById("table-hit");
    this.more = document.getElementById("table-more");
    this.limit = 100;
    this.onChoose = () => {};
    const head = document.getElementById("table-head");
    for (const key of ["name", "kind", "state"]) head.append(this.heading(words.say(key)));
    for (const service of city.head.curves) head.append(this.heading(words.service(service.name)));
    this.vulnerable.checked = city.namedPlaces.length > 0;
    for (const box of [this.vulnerable, this.hit]) box.addEventListener("change", () => { this.limit = 100; this.show(); });
    this.more.addEventListener("click", () => { this.limit += 200; this.show(); });
    this.button.addEventListener("click", () => this.toggle());
  }

  heading(text) {
    const cell = made("th", "", text);
    cell.scope = "col";
    return cell;
  }

  get isShown() { return !this.section.hidden; }

  toggle() {
    const isShown = !this.isShown;
    this.section.hidden = !isShown;
    this.map.hidden = isShown;
    this.button.setAttribute("aria-pressed", String(isShown));
    if (isShown) this.show();
  }

  /** Worst first, then by name. */
  show() {
    const { city, events, words } = this;
    let places = city.namedPlaces;
    if (!this.vulnerable.checked) {
      places = Array.from({ length: city.facilityCount }, (_, i) => city.facilityStart + i);
    }
    if (this.hit.checked) places = places.filter((a) => events.stateOf(a) !== NORMAL);
    const sorted = [...places].sort((a, b) => city.isHospital(b) - city.isHospital(a) || events.stateOf(b) - events.stateOf(a) || a - b);
    const shown = sorted.slice(0, this.limit);
    document.getElementById("table-body").replaceChildren(...shown.map((a) => this.row(a)));
    document.getElementById("table-count").textContent = words.say("rowsOf", { n: words.number(shown.length), all: words.number(sorted.length) });
    this.more.hidden = shown.length === sorted.length;
  }

  row(asset) {
    const { city, events, words } = this, row = made("tr"), name = made("th"), button = made("button", "link", city.label(asset, words));
    name.scope = "row";
    button.type = "button";
    button.addEventListener("click", () => this.onChoose(asset));
    name.append(button);
    const state = made("td", "state-cell");
    state.append(stateSign(events.stateOf(asset)), document.createTextNode(stateInWords(asset, city, events, words)));
    row.append(name, made("td", "", words.kind(city.kindName(asset))), state);
    const needs = new Set(city.needsOf(asset).map((need) => need.service));
    for (const service of city.head.curves) {
      const number = city.head.services.indexOf(service.name);
      row.append(made("td", "", needs.has(number) ? this.serviceState(asset, number) : "–"));
    }
    return row;
  }

  serviceState(asset, service) {
    const { events, words } = this;
    for (let i = events.lossFirst[asset]; i < events.lossFirst[asset + 1]; i++) {
      if (events.lossService[i] === service && events.holds(events.lossFrom[i], events.lossUntil[i], events.tick)) {
        const state = words.say(events.lossIsOut[i] ? "service.out" : "service.reserve");
        if (events.lossUntil[i] === events.horizon) return state;
        return words.say("stateUntil", { state, time: words.moment(events.hours(events.lossUntil[i])) });
      }
    }
    return words.say("service.served");
  }
}
