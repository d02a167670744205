/** Finds assets by name or identifier, without regard to accents and capitals, with a list that keys can walk. */
class Search {
  constructor(city, events, words) {
    Object.assign(this, { city, events, words });
    this.input = document.getElementById("search");
    this.list = document.getElementById("search-list");
    this.found = [];
    this.active = -1;
    this.onChoose = () => {};
    this.input.addEventListener("input", () => this.look());
    this.input.addEventListener("focus", () => { if (this.input.value) this.look(); });
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.input.addEventListener("keydown", (event) => this.key(event));
  }

  /** Names and identifiers made plain, once: when somebody first types. */
  prepare() {
    if (this.plainNames) return;
    const { city } = this;
    this.plainNames = Array.from({ length: city.names.length }, (_, i) => plainText(city.names.at(i)));
    this.assetsOfName = new Map();
    for (let a = 0; a < city.assetCount; a++) {
      if (!city.hasName(a)) continue;
      const list = this.assetsOfName.get(city.name[a] - 1);
      if (list) list.push(a); else this.assetsOfName.set(city.name[a] - 1, [a]);
    }
  }

  /** The best twelve: vulnerable places first, then other facilities, nodes, links; a match at a word's beginning first. */
  match(text) {
    this.prepare();
    const { city } = this, wanted = plainText(text.trim()), found = [];
    if (wanted === "") return [];
    const score = (plain, a) => {
      const at = plain.indexOf(wanted);
      const place = at === 0 ? 0 : plain.includes(" " + wanted) ? 1 : 2;
      const sort = city.isFacility(a) ? (city.isHospital(a) ? 0 : city.isVulnerable(a) ? 1 : 2) : city.isLink(a) ? 4 : 3;
      return sort * 10 + place * 4 + Math.min(3, plain.length / 40);
    };
    for (let i = 0; i < this.plainNames.length && found.length < 5000; i++) {
      if (!this.plainNames[i].includes(wanted)) continue;
      // Streets and pipes of one name: a few stand for all.
      for (const a of (this.assetsOfName.get(i) ?? []).slice(0, 4)) found.push([score(this.plainNames[i], a), a]);
    }
    if (found.length < 12 && wanted.length > 1) {
      const seen = new Set(found.map((entry) => entry[1]));
      for (let a = 0; a < city.assetCount && found.length < 60; a++) {
        const id = city.id(a).toLowerCase();
        if (id.startsWith(wanted) && !seen.has(a)) found.push([score(id, a) + 5, a]);
      }
    }
    return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, 12).map((entry) => entry[1]);
  }

  look() {
    this.found = this.match(this.input.value);
    this.active = -1;
    const options = this.found.map((asset, i) => {
      const option = made("li");
      option.id = "found-" + i;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      if (this.city.isFacility(asset)) option.append(stateSign(this.events.stateOf(asset)));
      option.append(made("span", "found-name", this.city.label(asset, this.words)), made("span", "note", this.words.kind(this.city.kindName(asset))));
      option.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        this.take(i);
      });
      return option;
    });
    const isEmpty = this.input.value.trim() !== "" && options.length === 0;
    this.list.replaceChildren(...options, ...(isEmpty ? [made("li", "note", this.words.say("noMatch"))] : []));
    this.list.hidden = this.list.children.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const last = this.found.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.look();
      if (last < 0) return;
      this.mark(event.key === "ArrowDown" ? (this.active >= last ? 0 : this.active + 1) : this.active <= 0 ? last : this.active - 1);
    } else if (event.key === "Enter" && last >= 0) {
      event.preventDefault();
      this.take(Math.max(0, this.active));
    } else if (event.key === "Escape") {
      if (!this.list.hidden) event.stopPropagation();
      this.close();
    }
  }

  mark(i) {
    this.list.querySelectorAll("[role=option]").forEach((option, n) => option.setAttribute("aria-selected", String(n === i)));
    this.active = i;
    this.input.setAttribute("aria-activedescendant", "found-" + i);
    document.getElementById("found-" + i).scrollIntoView({ block: "nearest" });
  }

  take(i) {
    const asset = this.found[i];
    this.close();
    this.onChoose(asset);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
