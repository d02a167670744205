import Geometry
import NetworkModel

/// The map of the event: hazard, networks, places by their worst state, weak points; scale, north, legend, source.
enum MapPicture {
    static func draw(_ findings: Findings) -> [UInt8] {
        let language = findings.language
        let frame = MapFrame(around: findings.model)
        let networks = MapNetworks(findings, frame)
        let places = MapPlaces(findings, frame)
        let legend = MapLegend(findings, frame, networks, places)
        var svg = SVGWriter(
            width: 1000, height: legend.bottom, title: language.mapTitle(findings.model.name).plain,
            description: language.mapDescription(networks.leftOut + places.leftOut), language: language.code)
        svg.text(frame.left, 28, language.mapTitle(Hygiene.oneLine(findings.model.name, limit: 60)).plain, ["font-size": "18", "font-weight": "bold"])
        svg.element("clipPath", ["id": "frame"]) { svg in
            var path = PathData()
            path.rectangle(frame.left, frame.top, frame.width, frame.height)
            svg.path(path, [:])
        }
        var labels = MapLabels(frame)
        labels.reservePlaces(findings)
        svg.group(["clip-path": "url(#frame)"]) { svg in
            MapHazard.draw(findings, frame, &svg)
            places.drawBuildings(&svg)
            networks.draw(&svg)
            places.drawNamedPlaces(&svg)
        }
        MapHazard.drawEpicentre(findings, frame, &labels, &svg)
        labels.drawWeakPoints(findings, &svg)
        labels.drawHospitalNames(findings, &svg)
        var border = PathData()
        border.rectangle(frame.left, frame.top, frame.width, frame.height)
        svg.path(border, ["fill": "none", "stroke": "#444", "stroke-width": "1"])
        legend.draw(&svg)
        return svg.finished()
    }
}
