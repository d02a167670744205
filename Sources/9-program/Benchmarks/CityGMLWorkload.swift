import Diagnostics
import Glibc
import NetworkImport
import NetworkModel

/// Importing a large CityGML file against libxml2's own reader on the same file: `Benchmarks citygml [MEGABYTES]`.
///
/// Houses of level of detail 2 with ground, roof, walls, a solid that refers to them, an address, generic attributes
/// and a texture with coordinates on every surface: about 12 kB each, as real files have.
enum CityGMLWorkload {
    static func run(megabytes: Int, in folder: String) throws {
        let path = folder + "/city.gml"
        let (houses, making) = try seconds { try write(megabytes: megabytes, to: path) }
        Measurement(name: "citygml-generate", value: making, unit: "s").print()
        var status = stat()
        stat(path, &status)
        let size = Double(status.st_size)
        Measurement(name: "citygml-size", value: size / 1e6, unit: "MB").print()
        var peer = Double.infinity, reading = Double.infinity, freezing = Double.infinity
        var model: CityModel?
        let before = residentMemoryBytes()
        for _ in 0..<(megabytes > 1000 ? 1 : 3) {
            model = nil
            peer = min(peer, try Peer.xmllintStream(path))
            var builder = CityModelBuilder(), log = ImportLog(), issues = IssueLog()
            reading = min(reading, try seconds { try CityGML.read(path, into: &builder, &log) }.1)
            let (frozen, time) = try seconds { try builder.freeze(&issues) }
            freezing = min(freezing, time)
            model = frozen
        }
        guard let model, model.facilityCount == houses else { throw FailureError("not every building was read") }
        Measurement(name: "citygml-read", value: size / reading / 1e6, unit: "MB/s").print()
        Measurement(name: "citygml-freeze", value: freezing, unit: "s").print()
        Measurement(name: "citygml-buildings", value: Double(houses), unit: "1").print()
        Measurement(name: "citygml-buildings-per-second", value: Double(houses) / reading, unit: "1/s").print()
        let held = residentMemoryBytes() - before
        Measurement(name: "citygml-model-memory", value: held / 1e6, unit: "MB").print()
        Measurement(name: "citygml-peak-memory", value: (peakMemoryBytes() - before) / 1e6, unit: "MB").print()
        guard peer.isFinite else {
            return Measurement(name: "citygml-xmllint-stream", value: .nan, unit: "MB/s", comparedWith: "not installed").print()
        }
        Measurement(name: "citygml-xmllint-stream", value: size / peer / 1e6, unit: "MB/s").print()
        Measurement(
            name: "citygml-read-rate-relative", value: peer / reading, unit: "1",
            comparedWith: "xmllint --stream --noout on the same file", limit: 0.6, smallerIsBetter: false
        ).print()
        Measurement(
            name: "citygml-read-and-freeze-relative", value: peer / (reading + freezing), unit: "1",
            comparedWith: "xmllint --stream --noout on the same file", limit: 0.6, smallerIsBetter: false
        ).print()
    }

    // MARK: the file

    /// - Returns: how many buildings it holds.
    private static func write(megabytes: Int, to path: String) throws -> Int {
        guard let file = fopen(path, "w") else { throw FailureError("\(path) cannot be written") }
        defer { fclose(file) }
        func put(_ text: String) { fputs(text, file) }
        put("""
            <?xml version="1.0" encoding="UTF-8"?>
            <core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0" xmlns:gml="http://www.opengis.net/gml" \
            xmlns:bldg="http://www.opengis.net/citygml/building/2.0" xmlns:app="http://www.opengis.net/citygml/appearance/2.0" \
            xmlns:gen="http://www.opengis.net/citygml/generics/2.0" xmlns:xAL="urn:oasis:names:tc:ciq:xsdschema:xAL:2.0" \
            xmlns:xlink="http://www.w3.org/1999/xlink">
            <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs,crs:EPSG::25832,crs:EPSG::5783" srsDimension="3">\
            <gml:lowerCorner>500000 5700000 0</gml:lowerCorner><gml:upperCorner>540000 5740000 200</gml:upperCorner></gml:Envelope></gml:boundedBy>

            """)
        var count = 0, written = 0
        while written < megabytes * 1_000_000 {
            let text = house(count)
            put(text)
            written += text.utf8.count
            count += 1
        }
        put("</core:CityModel>\n")
        return count
    }

    private static func house(_ n: Int) -> String {
        let x = 500_000.125 + Double(n % 2000) * 20, y = 5_700_000.375 + Double(n / 2000) * 20
        let w = 6 + Double(n % 7), d = 8 + Double(n % 5), z = 40 + Double(n % 97) / 10, eaves = z + 3 + Double(n % 11)
        func number(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
        func list(_ points: [(Double, Double, Double)]) -> String {
            points.map { "\(number($0.0)) \(number($0.1)) \(number($0.2))" }.joined(separator: " ")
        }
        let corners = [(x, y), (x + w, y), (x + w, y + d), (x, y + d)]
        var surfaces: [(kind: String, points: String)] = [
            ("GroundSurface", list((corners.reversed() + [corners[3]]).map { ($0.0, $0.1, z) })),
            ("RoofSurface", list((corners + [corners[0]]).map { ($0.0, $0.1, eaves) })),
        ]
        for i in 0..<4 {
            let a = corners[i], b = corners[(i + 1) % 4]
            surfaces.append(
                ("WallSurface", list([(a.0, a.1, z), (b.0, b.1, z), (b.0, b.1, eaves), (a.0, a.1, eaves), (a.0, a.1, z)])))
        }
        var text = """
            <core:cityObjectMember>
              <bldg:Building gml:id="building_\(n)">
                <gml:name>House \(n)</gml:name>
                <core:creationDate>2024-05-17</core:creationDate>
                <gen:stringAttribute name="district"><gen:value>D\(n % 40)</gen:value></gen:stringAttribute>
                <gen:stringAttribute name="cadastre"><gen:value>\(n * 7919)</gen:value></gen:stringAttribute>
                <gen:doubleAttribute name="volume"><gen:value>\(number(w * d * (eaves - z)))</gen:value></gen:doubleAttribute>
                <app:appearance><app:Appearance><app:theme>rgb</app:theme>

            """
        for i in surfaces.indices {
            text += """
                  <app:surfaceDataMember><app:ParameterizedTexture gml:id="texture_\(n)_\(i)">
                    <app:imageURI>appearance/\(n)_\(i).jpg</app:imageURI><app:mimeType>image/jpeg</app:mimeType><app:wrapMode>none</app:wrapMode>
                    <app:target uri="#polygon_\(n)_\(i)"><app:TexCoordList>
                      <app:textureCoordinates ring="#ring_\(n)_\(i)">0.0123456 0.0234567 0.9876543 0.0345678 0.9765432 0.9654321 0.0456789 0.9543210 0.0123456 0.0234567</app:textureCoordinates>
                    </app:TexCoordList></app:target>
                  </app:ParameterizedTexture></app:surfaceDataMember>

                """
        }
        text += """
                </app:Appearance></app:appearance>
                <bldg:function>\(n % 500 == 0 ? 2310 : 1000 + n % 40)</bldg:function>
                <bldg:yearOfConstruction>\(1900 + n % 120)</bldg:yearOfConstruction>
                <bldg:roofType>1000</bldg:roofType>
                <bldg:measuredHeight uom="m">\(number(eaves - z))</bldg:measuredHeight>
                <bldg:storeysAboveGround>\(1 + Int(eaves - z) / 3)</bldg:storeysAboveGround>
                <bldg:lod2Solid><gml:Solid gml:id="solid_\(n)"><gml:exterior><gml:CompositeSurface>

            """
        for i in surfaces.indices { text += "          <gml:surfaceMember xlink:href=\"#polygon_\(n)_\(i)\"/>\n" }
        text += "    </gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod2Solid>\n"
        for (i, surface) in surfaces.enumerated() {
            text += """
                <bldg:boundedBy>
                  <bldg:\(surface.kind) gml:id="surface_\(n)_\(i)">
                    <bldg:lod2MultiSurface>
                      <gml:MultiSurface>
                        <gml:surfaceMember>
                          <gml:Polygon gml:id="polygon_\(n)_\(i)">
                            <gml:exterior>
                              <gml:LinearRing gml:id="ring_\(n)_\(i)">
                                <gml:posList srsDimension="3">\(surface.points)</gml:posList>
                              </gml:LinearRing>
                            </gml:exterior>
                          </gml:Polygon>
                        </gml:surfaceMember>
                      </gml:MultiSurface>
                    </bldg:lod2MultiSurface>
                  </bldg:\(surface.kind)>
                </bldg:boundedBy>

                """
        }
        return text + """
                <bldg:address><core:Address><core:xalAddress><xAL:AddressDetails><xAL:Locality Type="Town"><xAL:LocalityName>Dorp</xAL:LocalityName>
                  <xAL:Thoroughfare Type="Street"><xAL:ThoroughfareNumber>\(1 + n % 200)</xAL:ThoroughfareNumber><xAL:ThoroughfareName>Street \(n / 200)</xAL:ThoroughfareName></xAL:Thoroughfare>
                </xAL:Locality></xAL:AddressDetails></core:xalAddress></core:Address></bldg:address>
              </bldg:Building>
            </core:cityObjectMember>

            """
    }
}
