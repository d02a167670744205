import Geometry
import HazardModel
import Foundation
import Testing
import TestSupport

@Suite struct FaultPlaneTests {
    /// Rows computed with OpenQuake 3.26.2: magnitude, mechanism, subsurface length and down-dip width in km.
    static let sizes: [(Double, FaultMechanism, Double, Double)] = [
        (5, .unspecified, 3.235937, 3.890451), (6, .strikeSlip, 14.125375, 7.244360),
        (6.5, .reverse, 22.387211, 11.350108),
        (7, .normal, 41.686938, 20.417379), (8, .unspecified, 190.546072, 35.481339),
    ]

    @Test(arguments: sizes)
    func `ruptures have the sizes of Wells and Coppersmith`(
        _ magnitude: Double, _ mechanism: FaultMechanism, _ length: Double, _ width: Double
    ) {
        #expect(abs(RuptureScaling.lengthKilometres(magnitude: magnitude, mechanism) / length - 1) < 1e-6)
        #expect(abs(RuptureScaling.widthKilometres(magnitude: magnitude, mechanism) / width - 1) < 1e-6)
    }

    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"))
    func `the whole table of sizes is met`() throws {
        let rows = try referenceRows("domain/reference/wells_coppersmith1994.csv")
        #expect(rows.count == 32)
        let styles: [String: FaultMechanism] = ["all": .unspecified, "SS": .strikeSlip, "R": .reverse, "N": .normal]
        for row in rows {
            let magnitude = try #require(row["mag"].flatMap { Double($0) })
            let mechanism = try #require(row["style"].flatMap { styles[$0] })
            let length = try #require(row["RLD_km"].flatMap { Double($0) })
            let width = try #require(row["RW_km"].flatMap { Double($0) })
            #expect(abs(RuptureScaling.lengthKilometres(magnitude: magnitude, mechanism) / length - 1) < 1e-6)
            #expect(abs(RuptureScaling.widthKilometres(magnitude: magnitude, mechanism) / width - 1) < 1e-6)
        }
    }

    /// Rows computed with OpenQuake 3.26.2 PlanarSurface: corner (longitude, latitude), strike, dip, length and width
    /// in km, site (longitude, latitude), Rjb in km.
    static let distances: [[Double]] = [
        [6.6, 53.3, 310, 70, 6, 3, 6.6, 53.434898, 11.0805], [6.6, 53.3, 310, 70, 6, 3, 6.653243, 53.331784, 3.9788],
        [6.6, 53.3, 310, 70, 6, 3, 7.244191, 53.679827, 58.9777], [6.6, 53.3, 310, 70, 6, 3, 6.6, 53.304497, 0],
        [5.9, 50.9, 140, 60, 20, 12, 5.950381, 50.868193, 0.4358],
        [26, 45.5, 225, 45, 40, 20, 26.135861, 45.404532, 15],
        [26, 45.5, 225, 45, 40, 20, 25.451922, 45.880245, 45.8578],
        [0, 0, 0, 90, 30, 15, 0.095388, 0.095387, 10.6066],
    ]

    @Test(arguments: distances)
    func `distances agree with OpenQuake's planar surface`(_ row: [Double]) { check(row) }

    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"))
    func `the whole table of distances is met`() throws {
        let rows = try referenceRows("domain/reference/rjb_planar.csv")
        #expect(rows.count == 128)
        let columns = ["lon_tl", "lat_tl", "strike", "dip", "L_km", "W_km", "site_lon", "site_lat", "rjb_km"]
        for row in rows {
            check(try columns.map { try #require(row[$0].flatMap { Double($0) }) })
            let top = try #require(row["ztor_km"].flatMap { Double($0) })
            let rrup = try #require(row["rrup_km"].flatMap { Double($0) })
            let (plane, site) = place(try columns.map { try #require(row[$0].flatMap { Double($0) }) }, top)
            // OpenQuake's plane follows the curved earth, this one does not.
            #expect(abs(plane.rrup(to: site) - rrup) < 0.11, "\(row)")
        }
    }

    /// Places are put in a plane by azimuth and great-circle distance from the corner, on OpenQuake's sphere of
    /// 6371 km; what is left is below 0.02 km over 60 km.
    private func check(_ row: [Double]) {
        let (plane, site) = place(row, 0)
        #expect(abs(plane.rjb(to: site) - row[8]) < 0.02, "\(row)")
    }

    private func place(_ row: [Double], _ topDepth: Double) -> (FaultPlane, Point) {
        let plane = FaultPlane(
            corner: Point(x: 0, y: 0), strike: row[2] * .pi / 180, dip: row[3] * .pi / 180, length: row[4],
            width: row[5], topDepth: topDepth)
        let λ = (row[6] - row[0]) * .pi / 180, φ0 = row[1] * .pi / 180, φ = row[7] * .pi / 180
        let east = sin(λ) * cos(φ), north = cos(φ0) * sin(φ) - sin(φ0) * cos(φ) * cos(λ)
        let angle = atan2(hypot(east, north), sin(φ0) * sin(φ) + cos(φ0) * cos(φ) * cos(λ))
        let azimuth = atan2(east, north)
        return (plane, Point(x: 6371 * angle * sin(azimuth), y: 6371 * angle * cos(azimuth)))
    }

    @Test func `a rupture lies about its epicentre`() {
        let plane = FaultPlane(epicentre: Point(x: 100, y: 200), depth: 20, strike: 0, dip: .pi / 3, length: 40, width: 20)
        // North-south, dipping east at 60°: 40 long in y, 20 · cos 60° = 10 wide in x.
        #expect(plane.rjb(to: Point(x: 100, y: 200)) == 0)
        #expect(abs(plane.rjb(to: Point(x: 115, y: 200)) - 10) < 1e-9)
        #expect(abs(plane.rjb(to: Point(x: 100, y: 250)) - 30) < 1e-9)
        #expect(abs(plane.rjb(to: Point(x: 92, y: 224)) - 5) < 1e-9)
        // From above its middle, 20 deep, the top edge is nearest; 40 east of that edge, a point of the plane is, at
        // right angles.
        let top = 20 - 10 * sin(Double.pi / 3)
        #expect(abs(plane.rrup(to: Point(x: 100, y: 200)) - hypot(5, top)) < 1e-9)
        #expect(abs(plane.rrup(to: Point(x: 135, y: 200)) - (40 * sin(Double.pi / 3) + top / 2)) < 1e-9)
        // Far to the west, the top edge counts again.
        #expect(abs(plane.rrup(to: Point(x: 5, y: 200)) - hypot(90, top)) < 1e-9)
    }

    @Test func `a point is a plane without size`() {
        let plane = FaultPlane(corner: Point(x: 1, y: 2), strike: 1, length: 0, width: 0)
        #expect(abs(plane.rjb(to: Point(x: 4, y: 6)) - 5) < 1e-12)
        #expect(abs(plane.equalAreaRadius(ofPlacesWithin: 7) - 7) < 1e-12)
    }
}
