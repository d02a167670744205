/** States of a facility, the worst last; the order of the legend and of `palette.states`. */
const NORMAL = 0, RESERVE = 1, ISOLATED = 2, WITHOUT = 3, HIT = 4;
const STATE_NAMES = ["normal", "reserve", "isolated", "without", "hit"];

/** Reasons of an outage, as `Outage.Reason` numbers them. */
const REASON_NAMES = ["hazard", "cascade", "unsupplied", "deadlock"];
const HIT_NAMES = ["flooded", "damaged", "outOfService", "observed"];
const SEEN_NAMES = ["out", "working", "safe", "onReserve"];

/** What happens to whom, and the state of everything at one moment. */
class Events {
  constructor(city, head, columns) {
    this.city = city;
    this.head = head;
    this.horizon = Math.round(head.horizonHours * head.ticksPerHour);
    const read = (names) => Object.fromEntries(names.map((name) => [name, columns.numbers(name)]));
    Object.assign(this, read(["outAsset", "outFrom", "outUntil", "outReason", "outCause"]));
    Object.assign(this, read(["lossFacility", "lossService", "lossIsOut", "lossFrom", "lossUntil", "lossCause"]));
    Object.assign(this, read(["hitAsset", "hitFrom", "hitUntil", "hitCause", "hitIntensity"]));
    Object.assign(this, read(["seenAsset", "seenAt", "seenState", "seenReserveMinutes"]));
    this.outFirst = firstOf(this.outAsset, city.assetCount);
    this.lossFirst = firstOf(this.lossFacility, city.assetCount);
    this.hitFirst = firstOf(this.hitAsset, city.assetCount);
    this.moments = columns.numbers("moments");
    this.roadService = head.services.indexOf("road");
    /** 0 works; else 1 + reason of the outage. */
    this.assetState = new Uint8Array(city.assetCount);
    this.facilityState = new Uint8Array(city.facilityCount);
    /** Residents out of each service now. */
    this.residentsOut = new Float64Array(head.services.length);
    this.tick = -1;
  }

  hours(tick) { return tick / this.head.ticksPerHour; }
  ticks(hours) { return Math.round(hours * this.head.ticksPerHour); }

  /** Whether a stretch holds at a moment; what lasts to the horizon holds at the horizon too. */
  holds(from, until, tick) { return from <= tick && (tick < until || until === this.horizon); }

  /** Brings all states to a moment. O(outages + assets). */
  moveTo(tick) {
    if (tick === this.tick) return;
    this.tick = tick;
    const { assetState, facilityState, residentsOut, city } = this;
    const start = city.facilityStart;
    assetState.fill(0);
    facilityState.fill(NORMAL);
    residentsOut.fill(0);
    for (let i = 0; i < this.outAsset.length; i++) {
      if (this.holds(this.outFrom[i], this.outUntil[i], tick)) assetState[this.outAsset[i]] = 1 + this.outReason[i];
    }
    for (let i = 0; i < this.lossFacility.length; i++) {
      if (!this.holds(this.lossFrom[i], this.lossUntil[i], tick)) continue;
      const f = this.lossFacility[i] - start, service = this.lossService[i];
      if (this.lossIsOut[i]) residentsOut[service] += city.residents[f];
      const state = !this.lossIsOut[i] ? RESERVE : service === this.roadService ? ISOLATED : WITHOUT;
      if (state > facilityState[f]) facilityState[f] = state;
    }
    for (let i = 0; i < this.hitAsset.length; i++) {
      if (this.hitAsset[i] >= start && this.holds(this.hitFrom[i], this.hitUntil[i], tick)) facilityState[this.hitAsset[i] - start] = HIT;
    }
  }

  stateOf(facility) { return this.facilityState[facility - this.city.facilityStart]; }
  isOut(asset) { return this.assetState[asset] > 0; }

  /** Whether a link, by its number among the links, is broken or lies between two nodes without supply. */
  isLinkOut(i) {
    const { assetState, city } = this;
    return assetState[city.nodeCount + i] > 0 || (assetState[city.from[i]] > 0 && assetState[city.to[i]] > 0);
  }

  /** How many of some facilities are in each state. */
  count(facilities) {
    const counts = new Array(STATE_NAMES.length).fill(0);
    for (const facility of facilities) counts[this.stateOf(facility)]++;
    return counts;
  }

  /** The outage of an asset that holds at a moment, or -1. */
  outageAt(asset, tick) {
    let found = -1;
    for (let i = this.outFirst[asset]; i < this.outFirst[asset + 1]; i++) {
      if (this.holds(this.outFrom[i], this.outUntil[i], tick)) found = i;
    }
    return found;
  }

  /** The stretch in which the event itself keeps an asset down at a moment, or else its first, or -1. */
  hitAt(asset, tick) {
    const first = this.hitFirst[asset], end = this.hitFirst[asset + 1];
    for (let i = first; i < end; i++) if (this.holds(this.hitFrom[i], this.hitUntil[i], tick)) return i;
    return first < end ? first : -1;
  }

  /** The assets that somebody has seen by a moment, each with the last of what was seen. */
  seenBy(tick) {
    const seen = new Map();
    for (let i = 0; i < this.seenAsset.length; i++) if (this.seenAt[i] <= tick) seen.set(this.seenAsset[i], i);
    return seen;
  }

  /** The moment of the next or last change, where changes within a quarter of an hour count as one. */
  change(tick, direction) {
    const pause = this.ticks(0.25);
    if (direction > 0) {
      for (const moment of this.moments) if (moment > tick + (tick === 0 ? 0 : pause)) return moment;
      return this.horizon;
    }
    for (let i = this.moments.length - 1; i >= 0; i--) if (this.moments[i] < tick - pause) return this.moments[i];
    return 0;
  }
}
