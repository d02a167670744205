import AccessModel
import CascadeModel

/// The share of residents whom help reaches in time, and who reach it in time, over time.
enum AccessPicture {
    static func draw(_ f: Findings) -> [UInt8] {
        let curves = (f.input.access?.services ?? []).map { service in
            StepCurves.Curve(
                label: f.language.wayOfHelp(service.way).plain,
                style: service.way == .ambulance
                    ? .init(colour: Palette.vermillion, width: 2.4, dash: "none")
                    : .init(colour: Palette.blue, width: 2.4, dash: "8 4"),
                steps: service.steps.map { step in
                    let all = step.census.residents.reduce(0, +)
                    return .init(hours: step.hours, shareServed: all > 0 ? step.census[.inTime] / all : 1)
                })
        }
        return StepCurves.draw(curves, title: f.language.helpPlotTitle, description: f.language.helpPlotDescription, f)
    }
}
