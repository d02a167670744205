/** Words, numbers and moments in the language of the page. */
class Words {
  constructor(head) {
    this.words = head.words;
    this.language = head.language;
    this.head = head;
    // The clock of the place itself: read and shown as if it were UTC, so that no time zone plays a part.
    this.onset = head.start ? Date.parse(head.start.slice(0, 16) + "Z") : NaN;
    const clock = (options) => new Intl.DateTimeFormat(this.language === "en" ? "en-GB" : this.language, { timeZone: "UTC", ...options });
    this.dayAndTime = clock({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
    this.timeOnly = clock({ hour: "2-digit", minute: "2-digit" });
    this.dayOnly = clock({ weekday: "short", day: "numeric" });
    this.format = new Intl.NumberFormat(this.language);
  }

  /** The word for a key, with {pieces} put in. */
  say(key, pieces = {}) {
    const text = this.words[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (all, name) => (name in pieces ? String(pieces[name]) : all));
  }

  number(n) { return this.format.format(n); }
  decimals(n, digits) {
    return new Intl.NumberFormat(this.language, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(n);
  }

  /** To two significant digits: a model's count of people is no better than that. */
  rough(n) {
    if (n < 100) return this.number(Math.round(n));
    const step = 10 ** (Math.floor(Math.log10(n)) - 1);
    return this.number(Math.round(n / step) * step);
  }

  /** "3 h 10 min", in days from three days on. */
  duration(hours) {
    const minutes = Math.round(hours * 60);
    const parts = [];
    if (minutes >= 72 * 60) {
      const whole = Math.round(hours), days = Math.floor(whole / 24);
      parts.push(days === 1 ? this.say("day") : this.say("days", { n: days }));
      if (whole % 24) parts.push(this.say("hours", { n: whole % 24 }));
    } else {
      if (minutes >= 60 || minutes === 0) parts.push(this.say("hours", { n: Math.floor(minutes / 60) }));
      if (minutes % 60) parts.push(this.say("minutes", { n: minutes % 60 }));
    }
    return parts.join(" ");
  }

  after(hours) { return hours > 0 ? this.say("afterOnset", { duration: this.duration(hours) }) : this.say("atOnset"); }

  date(hours) { return new Date(this.onset + Math.round(hours * 60) * 60000); }
  get hasClock() { return Number.isFinite(this.onset); }

  /** "Thu 15 Jan, 11:24" where the scenario has a clock, hours after onset elsewhere. */
  moment(hours) {
    if (!this.hasClock) return this.after(hours);
    return this.dayAndTime.format(this.date(hours)).replace(/,? at |, | om /g, " ");
  }
  time(hours) { return this.hasClock ? this.timeOnly.format(this.date(hours)) : this.after(hours); }
  day(hours) { return this.dayOnly.format(this.date(hours)).replace(",", ""); }

  service(name) { return this.words["service." + name] ?? spaced(name); }
  layer(name) { return this.words["layer." + name] ?? spaced(name); }
  kind(name) { return this.words["kind." + name] ?? spaced(name); }

  list(items) {
    if (items.length < 2) return items.join("");
    return items.slice(0, -1).join(", ") + " " + this.say("and") + " " + items[items.length - 1];
  }
}

/** `waterTower` as "water tower". */
function spaced(name) { return name.replace(/([a-z])([A-Z])/g, (_, a, b) => a + " " + b.toLowerCase()); }

/** Without accents and capitals, for searching. */
function plainText(text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); }
