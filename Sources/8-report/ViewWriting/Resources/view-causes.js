/** Why something stopped, in words: the same chains that the report prints. */
class Causes {
  constructor(city, events, words) {
    this.city = city;
    this.events = events;
    this.words = words;
  }

  /** The assets that explain why one stopped, the damaged one first, itself last; empty when it works then. */
  chain(asset, tick) {
    const chain = [], seen = new Set();
    let current = asset;
    while (current >= 0 && !seen.has(current)) {
      const outage = this.events.outageAt(current, tick);
      if (outage < 0) break;
      chain.push(current);
      seen.add(current);
      current = this.events.outCause[outage] - 1;
    }
    return chain.reverse();
  }

  /** The steps to an asset's outage, each with its asset and its words. */
  steps(asset, tick) {
    if (asset < 0) return [{ asset: -1, at: -1, text: this.words.say("cause.unknown") }];
    const chain = this.chain(asset, tick);
    if (chain.length === 0) return [{ asset, at: -1, text: this.words.say("cause.delivers", { name: this.label(asset) }) }];
    const steps = [];
    for (let i = 0; i < chain.length; i++) {
      const run = this.unsuppliedRun(chain, i, tick);
      if (run > 3) {
        const last = chain[i + run - 1];
        const layer = this.words.layer(this.city.layerName(last));
        steps.push(this.timed(last, tick, this.words.say("cause.parts", { n: run, layer, name: this.label(last) })));
        i += run - 1;
      } else {
        steps.push(this.timed(chain[i], tick, this.step(chain[i], tick)));
      }
    }
    return steps;
  }

  /** How many assets of one layer from here on only lose supply. */
  unsuppliedRun(chain, start, tick) {
    let count = 0;
    while (start + count < chain.length) {
      const asset = chain[start + count];
      if (this.city.isFacility(asset) || this.city.layer[asset] !== this.city.layer[chain[start]]) break;
      if (this.events.outReason[this.events.outageAt(asset, tick)] !== 2) break;
      count++;
    }
    return count;
  }

  /** A step with the moment at which its outage began. */
  timed(asset, tick, text) { return { asset, text, at: this.events.outFrom[this.events.outageAt(asset, tick)] }; }

  step(asset, tick) {
    const outage = this.events.outageAt(asset, tick), name = this.label(asset);
    switch (REASON_NAMES[this.events.outReason[outage]]) {
      case "hazard": {
        const hit = this.events.hitAt(asset, this.events.outFrom[outage]);
        return this.words.say(hit < 0 ? "cause.stops" : "cause." + HIT_NAMES[this.events.hitCause[hit]], { name });
      }
      case "cascade": return this.words.say("cause.stops", { name });
      case "unsupplied": return this.words.say("cause.unsupplied", { name });
      default: return this.words.say("cause.deadlock", { name });
    }
  }

  label(asset) { return this.city.label(asset, this.words); }

  /**
   * The losses of a facility, each distinct chain once with all services that it explains: those of now, or else
   * the first ones of the run.
   */
  ofFacility(facility, tick) {
    const { events, words } = this;
    let rows = [];
    for (let i = events.lossFirst[facility]; i < events.lossFirst[facility + 1]; i++) rows.push(i);
    const now = rows.filter((i) => events.holds(events.lossFrom[i], events.lossUntil[i], tick));
    if (now.length) rows = now;
    else rows = rows.filter((i, n) => n === 0 || events.lossService[i] !== events.lossService[rows[n - 1]]);
    const byText = new Map();
    for (const i of rows) {
      const cause = events.lossCause[i] - 1, service = words.service(this.events.head.services[events.lossService[i]]);
      const steps = this.steps(cause, events.lossFrom[i]);
      const key = steps.map((step) => step.text).join("\n");
      const entry = byText.get(key) ?? { steps, services: [], isOwn: cause === facility, at: events.lossFrom[i] };
      entry.services.push(service);
      byText.set(key, entry);
    }
    for (const entry of byText.values()) {
      if (!entry.isOwn) entry.steps = [...entry.steps, {
        asset: facility, at: entry.at, text: words.say("cause.loses", { name: this.label(facility), service: words.list(entry.services) }),
      }];
    }
    return [...byText.values()];
  }
}
