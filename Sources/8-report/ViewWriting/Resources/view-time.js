/** Pixels right of the chart and the slider, for the labels of shares. */
const CHART_MARGIN = 38;

/** The time slider with its curve: moves through the run by hand, by keys or by itself. */
class TimeLine {
  constructor(events, words, columns) {
    Object.assign(this, { events, words });
    this.head = events.head;
    this.slider = document.getElementById("time");
    this.playButton = document.getElementById("play");
    this.tick = 0;
    this.isPlaying = false;
    this.isCalm = window.matchMedia("(prefers-reduced-motion: reduce)");
    /** Called with the moment whenever it changes, and with whether it plays. */
    this.onChange = () => {};
    const hours = this.head.horizonHours;
    /** Minutes of one step of the slider: about a thousand steps, on a round number of minutes. */
    this.stepMinutes = [1, 5, 10, 15, 30, 60].find((m) => hours * 60 / m <= 1200) ?? Math.ceil(hours * 60 / 1200);
    this.slider.max = String(Math.ceil(hours * 60 / this.stepMinutes));
    this.addSpeeds();
    this.curves = this.head.curves.map((service, position) => ({
      name: service.name, style: palette.service(service.name, position),
      at: columns.numbers("curveAt" + service.curve), share: columns.numbers("curveShare" + service.curve),
    }));
    this.chart = document.getElementById("chart");
    new ResizeObserver(() => this.drawChart()).observe(this.chart);
    this.listen();
    this.drawChart();
  }

  addSpeeds() {
    const select = document.getElementById("speed"), hours = this.head.horizonHours;
    const choices = [0.25, 0.5, 1, 2, 4, 8, 16, 24, 48].filter((n) => n <= Math.max(1, hours / 8) && n >= hours / 700);
    const best = choices.findLast((n) => n <= hours / 40) ?? choices[0] ?? 1;
    for (const n of choices.length ? choices : [1]) {
      const option = document.createElement("option");
      option.value = String(n);
      option.textContent = this.words.say("speedPerSecond", { hours: this.words.duration(n) });
      option.selected = n === best;
      select.append(option);
    }
    this.speed = select;
  }

  listen() {
    this.slider.addEventListener("input", () => {
      this.pause();
      this.moveTo(this.events.ticks(Number(this.slider.value) * this.stepMinutes / 60));
    });
    this.slider.addEventListener("keydown", (event) => {
      const leap = { PageUp: 1, PageDown: -1 }[event.key];
      if (!leap) return;
      event.preventDefault();
      this.pause();
      this.moveTo(this.tick + leap * this.events.ticks(Math.max(1, Math.round(this.head.horizonHours / 24))));
    });
    this.playButton.addEventListener("click", () => (this.isPlaying ? this.pause() : this.play()));
    document.getElementById("back").addEventListener("click", () => this.jump(-1));
    document.getElementById("forward").addEventListener("click", () => this.jump(1));
    this.chart.addEventListener("pointerdown", (event) => {
      const box = this.chart.getBoundingClientRect();
      this.pause();
      this.moveTo((event.clientX - box.left - 8) / Math.max(1, box.width - 16 - CHART_MARGIN) * this.events.horizon);
    });
  }

  /** To the change before or after. */
  jump(direction) {
    this.pause();
    this.moveTo(this.events.change(this.tick, direction));
  }

  moveTo(tick) {
    this.tick = Math.round(Math.min(this.events.horizon, Math.max(0, tick)));
    const hours = this.events.hours(this.tick);
    this.slider.value = String(Math.round(hours * 60 / this.stepMinutes));
    const after = this.words.after(hours), moment = this.words.moment(hours);
    this.slider.setAttribute("aria-valuetext", this.words.hasClock ? moment + ", " + after : after);
    document.getElementById("clock-time").textContent = moment;
    document.getElementById("clock-after").textContent = this.words.hasClock ? after : "";
    this.moveCursor();
    this.onChange(this.tick, this.isPlaying);
  }

  play() {
    if (this.tick >= this.events.horizon) this.moveTo(0);
    this.isPlaying = true;
    this.showPlaying();
    this.last = performance.now();
    const next = (now) => {
      if (!this.isPlaying) return;
      const seconds = (now - this.last) / 1000;
      if (this.isCalm.matches) {
        // From change to change, one a second, instead of a moving picture.
        if (seconds >= 1) {
          this.last = now;
          this.moveTo(this.events.change(this.tick, 1));
        }
      } else {
        this.last = now;
        this.moveTo(this.tick + Math.max(1, this.events.ticks(Number(this.speed.value) * Math.min(seconds, 0.25))));
      }
      if (this.tick >= this.events.horizon) return this.pause();
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  }

  pause() {
    if (!this.isPlaying) return;
    this.isPlaying = false;
    this.showPlaying();
    this.onChange(this.tick, false);
  }

  showPlaying() {
    const word = this.words.say(this.isPlaying ? "pause" : "play");
    this.playButton.classList.toggle("is-playing", this.isPlaying);
    this.playButton.setAttribute("aria-label", word);
    this.playButton.title = word;
  }

  // The curve of residents served

  x(tick, width) { return 8 + (width - 16 - CHART_MARGIN) * tick / Math.max(1, this.events.horizon); }

  drawChart() {
    const width = Math.max(50, this.chart.clientWidth), height = Math.max(30, this.chart.clientHeight);
    const svg = drawing("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
    const y = (share) => 5 + (height - 10) * (1 - share / 1e6);
    for (const share of [0, 0.5e6, 1e6]) {
      svg.append(drawing("line", { x1: 8, x2: width - 8 - CHART_MARGIN, y1: y(share), y2: y(share), class: "grid" }));
      const label = drawing("text", { x: width - CHART_MARGIN, y: y(share) + 4, class: "share-label" });
      label.textContent = share / 1e4 + "%";
      svg.append(label);
    }
    for (const curve of this.curves) {
      let path = "", last = -1;
      for (let i = 0; i < curve.at.length; i++) {
        const x = this.x(curve.at[i], width).toFixed(1);
        // Several changes within a pixel are one stroke.
        path += i === 0 ? `M${x},${y(curve.share[i]).toFixed(1)}` : (x === last ? "" : `H${x}`) + `V${y(curve.share[i]).toFixed(1)}`;
        last = x;
      }
      if (path) svg.append(drawing("path", { d: path + `H${width - 8 - CHART_MARGIN}`, class: "curve", stroke: curve.style[0], "stroke-dasharray": curve.style[1] || "none" }));
    }
    this.cursor = drawing("line", { y1: 0, y2: height, class: "cursor" });
    svg.append(this.cursor);
    this.chart.replaceChildren(svg);
    this.drawTicks(width);
    this.moveCursor();
  }

  /** Days, or hours where there is no clock, below the slider. */
  drawTicks(width) {
    const box = document.getElementById("ticks"), hours = this.head.horizonHours, most = Math.max(2, width / 84);
    const step = [1, 2, 3, 6, 12, 24, 48, 72, 168, 336].find((n) => hours / n <= most) ?? Math.ceil(hours / most / 336) * 336;
    const onset = this.words.hasClock ? this.words.date(0) : null;
    const shift = onset ? (step - (onset.getUTCHours() + onset.getUTCMinutes() / 60) % step) % step : 0;
    const marks = [];
    for (let hour = shift; hour <= hours; hour += step) {
      const mark = document.createElement("span");
      const isMidnight = onset && this.words.date(hour).getUTCHours() === 0;
      mark.textContent = !onset ? this.words.say("hours", { n: this.words.number(hour) }) : isMidnight ? this.words.day(hour) : this.words.time(hour);
      mark.className = isMidnight ? "is-day" : "";
      mark.style.left = this.x(this.events.ticks(hour), width) + "px";
      marks.push(mark);
    }
    box.replaceChildren(...marks);
  }

  moveCursor() {
    if (!this.cursor) return;
    const x = this.x(this.tick, Math.max(50, this.chart.clientWidth));
    this.cursor.setAttribute("x1", x);
    this.cursor.setAttribute("x2", x);
  }
}

/** An element of a drawing. */
function drawing(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** An element with a class and a text; texts from the data only ever become text. */
function made(name, className = "", text = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}
