/** What is known about the chosen asset: services, reserves, stretches, and the cause chain in words. */
class Details {
  constructor(city, events, words, causes) {
    Object.assign(this, { city, events, words, causes });
    this.section = document.getElementById("details");
    this.title = document.getElementById("details-title");
    this.body = document.getElementById("details-body");
    this.asset = -1;
    /** Called with an asset that a step of a chain names. */
    this.onChoose = () => {};
    this.onClose = () => {};
    document.getElementById("details-close").addEventListener("click", () => this.onClose());
  }

  show(asset) {
    this.asset = asset;
    this.section.hidden = asset < 0;
    if (asset >= 0) this.refresh();
  }

  /** The assets of the chain of now, for the map. */
  chainAssets() {
    const { events, asset } = this;
    if (asset < 0) return [];
    if (!this.city.isFacility(asset)) return this.causes.chain(asset, events.tick);
    const longest = this.causes.ofFacility(asset, events.tick).map((entry) => entry.steps.map((step) => step.asset)).sort((a, b) => b.length - a.length)[0];
    return (longest ?? []).filter((a) => a >= 0);
  }

  refresh() {
    const { city, events, words, asset } = this;
    if (asset < 0) return;
    this.title.textContent = city.label(asset, words);
    const parts = [this.facts()];
    const now = made("p", "state-now"), state = this.stateSign();
    if (state) now.append(state);
    now.append(document.createTextNode(stateInWords(asset, city, events, words)));
    parts.push(now, ...this.seen());
    if (city.isFacility(asset)) parts.push(...this.services(), ...this.why());
    else parts.push(...this.needs(), ...this.outages());
    this.body.replaceChildren(...parts);
  }

  stateSign() { return this.city.isFacility(this.asset) ? stateSign(this.events.stateOf(this.asset)) : null; }

  /** What somebody saw of it, up to now; what comes later is not known yet. */
  seen() {
    const { events, words, asset } = this, lines = [];
    for (let i = 0; i < events.seenAsset.length; i++) {
      if (events.seenAsset[i] !== asset || events.seenAt[i] > events.tick) continue;
      const line = made("p", "seen"), minutes = events.seenReserveMinutes[i];
      let state = words.say("seen." + SEEN_NAMES[events.seenState[i]]);
      if (minutes >= 0) state += ", " + words.say("seen.left", { duration: words.duration(minutes / 60) });
      line.append(seenSign(), document.createTextNode(words.say("seen", { state, time: words.moment(events.hours(events.seenAt[i])) })));
      lines.push(line);
    }
    return lines;
  }

  facts() {
    const { city, words, asset } = this, facts = [words.kind(city.kindName(asset))];
    if (city.isFacility(asset)) {
      const residents = city.residentsOf(asset), beds = city.bedsOf(asset);
      if (beds > 0) facts.push(words.say("beds", { n: words.number(beds) }));
      if (residents > 0) facts.push(residents === 1 ? words.say("resident") : words.say("residents", { n: words.number(residents) }));
    }
    const weak = city.head.weakPoints.find((point) => point.asset === asset);
    if (weak) facts.push(words.say("weakRank", { rank: weak.rank }) + ": " + words.say("weakPlaces", { n: words.number(weak.places) }));
    const line = made("p", "facts", facts.join(" · "));
    line.append(made("span", "identifier", city.id(asset)));
    return line;
  }

  /** One line per service: its state now, its reserve, and when it is on reserve or out. */
  services() {
    const { city, events, words, asset } = this;
    const list = made("ul", "services");
    for (const need of city.needsOf(asset)) {
      const item = made("li"), stretches = [];
      let now = NORMAL;
      for (let i = events.lossFirst[asset]; i < events.lossFirst[asset + 1]; i++) {
        if (events.lossService[i] !== need.service) continue;
        stretches.push({ from: events.lossFrom[i], until: events.lossUntil[i], isOut: events.lossIsOut[i] === 1 });
        if (events.holds(events.lossFrom[i], events.lossUntil[i], events.tick)) now = events.lossIsOut[i] ? WITHOUT : RESERVE;
      }
      const name = made("b", "", words.service(city.head.services[need.service]));
      const state = made("span", "state is-" + STATE_NAMES[now], words.say(now === WITHOUT ? "service.out" : now === RESERVE ? "service.reserve" : "service.served"));
      const reserve = need.reserveHours > 0 ? words.say("reserveOf", { duration: words.duration(need.reserveHours) }) : words.say("noReserve");
      item.append(name, state, made("span", "note", reserve), this.bar(stretches));
      for (const stretch of stretches) item.append(made("span", "stretch", words.say(stretch.isOut ? "service.out" : "service.reserve") + ": " + this.stretch(stretch.from, stretch.until)));
      list.append(item);
    }
    return list.children.length ? [list] : [];
  }

  /** The stretches on a bar over the whole period, with a mark for now. */
  bar(stretches) {
    const bar = made("span", "bar-of-time"), percent = (tick) => tick / Math.max(1, this.events.horizon) * 100;
    bar.setAttribute("aria-hidden", "true");
    for (const stretch of stretches) {
      const part = made("span", stretch.isOut ? "is-out" : "is-reserve");
      part.style.left = percent(stretch.from) + "%";
      part.style.width = Math.max(0.6, percent(stretch.until - stretch.from)) + "%";
      bar.append(part);
    }
    const mark = made("span", "mark");
    mark.style.left = percent(this.events.tick) + "%";
    bar.append(mark);
    return bar;
  }

  stretch(from, until) {
    const { events, words } = this, begin = words.moment(events.hours(from));
    if (until === events.horizon) return words.say("untilAfterEnd", { from: begin });
    return words.say("until", { from: begin, until: words.moment(events.hours(until)) });
  }

  why() {
    const { events, words, asset } = this, chains = this.causes.ofFacility(asset, events.tick);
    if (chains.length === 0) return [made("p", "note", words.say("neverLost"))];
    return [made("h3", "", words.say("why")), ...chains.map((entry) => this.chain(entry.steps, entry.services))];
  }

  needs() {
    const { city, words, asset } = this;
    return city.needsOf(asset).map((need) => {
      const reserve = need.reserveHours > 0 ? words.say("reserveOf", { duration: words.duration(need.reserveHours) }) : words.say("noReserve");
      return made("p", "note", words.service(city.head.services[need.service]) + ": " + reserve);
    });
  }

  /** When a node or link is out, and why now or the first time. */
  outages() {
    const { events, words, asset } = this, first = events.outFirst[asset], end = events.outFirst[asset + 1];
    if (first === end) return [made("p", "note", words.say("neverOut"))];
    const list = made("ul", "outages");
    for (let i = first; i < end; i++) list.append(made("li", "", this.stretch(events.outFrom[i], events.outUntil[i])));
    const outage = events.outageAt(asset, events.tick);
    const steps = this.causes.steps(asset, outage >= 0 ? events.tick : events.outFrom[first]);
    return [made("h3", "", words.say("history")), list, made("h3", "", words.say("why")), this.chain(steps, [])];
  }

  /** The steps as a list, each a button that leads to its asset. */
  chain(steps, services) {
    const box = made("div", "chain");
    if (services.length) box.append(made("p", "chain-of", this.words.list(services)));
    const list = made("ol");
    for (const step of steps) {
      const item = made("li");
      if (step.at >= 0) item.append(made("span", "when", this.words.moment(this.events.hours(step.at))));
      if (step.asset >= 0 && step.asset !== this.asset) {
        const button = made("button", "link", step.text);
        button.type = "button";
        button.addEventListener("click", () => this.onChoose(step.asset));
        item.append(button);
      } else {
        item.append(made("span", "", step.text));
      }
      list.append(item);
    }
    box.append(list);
    return box;
  }
}

/** The weak points in their order; choosing one shows it. */
function listWeakPoints(city, words, onChoose) {
  const list = document.getElementById("weak");
  document.getElementById("weak-section").hidden = city.head.weakPoints.length === 0;
  for (const point of city.head.weakPoints) {
    const item = made("li"), button = made("button", "link");
    item.append(made("span", "rank", String(point.rank)), button);
    button.type = "button";
    button.append(made("b", "", city.label(point.asset, words)), made("span", "note", words.say("weakPlaces", { n: words.number(point.places) })));
    button.addEventListener("click", () => onChoose(point.asset));
    list.append(item);
  }
}
