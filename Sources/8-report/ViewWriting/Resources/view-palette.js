/**
 * Colours that colour-blind readers tell apart (Okabe and Ito 2008, "Color Universal Design") and that differ in
 * lightness; water in one hue with lightness falling in even steps; shaking in ColorBrewer's YlOrBr (Brewer 2003).
 */
const palette = {
  land: "#F6F5F1",
  ink: "#1B2733",
  halo: "#FFFFFF",
  selection: "#0B57D0",
  weak: "#E69F00",
  /** By state: normal, on reserve, no road access, without a service, hit itself. */
  states: ["#B4B8BC", "#E69F00", "#CC79A7", "#8B3A7C", "#111111"],
  depths: ["#DCEBF7", "#AFD1EA", "#74ADD6", "#3A7DB8"],
  depthClasses: [0.05, 0.5, 1.5, 3],
  /** What is drawn on a place that is hit: waves for water, a crack for shaking. */
  hitMark: drawWave,
  shaking: ["#FFF7BC", "#FEE391", "#FEC44F", "#EC7014", "#8C2D04"],
  /** Peak ground acceleration, g: bounds of intensity IV to VIII in Wald et al. 1999, Earthquake Spectra 15, 557-564. */
  shakingClasses: [0.014, 0.039, 0.092, 0.18, 0.34],
  layers: {
    power: { colour: "#D55E00", faint: "#EBC4A8", dash: [] },
    water: { colour: "#009E73", faint: "#A9D6C8", dash: [] },
    road: { colour: "#59606A", faint: "#CBC9C4", dash: [] },
  },
  otherLayers: [
    { colour: "#CC79A7", faint: "#E8CEDC", dash: [6, 3] }, { colour: "#8A6D00", faint: "#D8CFAE", dash: [4, 3] },
    { colour: "#333333", faint: "#C4C4C4", dash: [9, 3] },
  ],
  layer(name, position) { return this.layers[name] ?? this.otherLayers[position % this.otherLayers.length]; },
  /** Curves of services, as in the report. */
  service(name, position) {
    const own = { power: ["#D55E00", ""], water: ["#0072B2", "7 3"], road: ["#111111", "2 3"] }[name];
    return own ?? [["#CC79A7", "#009E73", "#E69F00"][position % 3], ["10 3 2 3", "5 2", "1 4"][position % 3]];
  },
};

/** The class of a value, or -1 below the first. */
function classOf(value, bounds) {
  let found = -1;
  for (let i = 0; i < bounds.length; i++) if (value >= bounds[i]) found = i;
  return found;
}
