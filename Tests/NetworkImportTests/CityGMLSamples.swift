/// Small city models, written by hand.
enum CityGMLSamples {
    static func area(_ x: Double, _ y: Double, _ width: Double, _ depth: Double, z: Double = 0) -> String {
        let corners = [(0.0, 0.0), (width, 0), (width, depth), (0, depth), (0, 0)]
        let list = corners.map { "\(155_000 + x + $0.0) \(463_000 + y + $0.1) \(z)" }.joined(separator: " ")
        return "<gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>\(list)</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface>"
    }

    static func version3(_ members: String...) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <CityModel xmlns="http://www.opengis.net/citygml/3.0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:tran="http://www.opengis.net/citygml/transportation/3.0" xmlns:brid="http://www.opengis.net/citygml/bridge/3.0" xmlns:tun="http://www.opengis.net/citygml/tunnel/3.0" xmlns:con="http://www.opengis.net/citygml/construction/3.0" xmlns:xlink="http://www.w3.org/1999/xlink">
        <gml:boundedBy><gml:Envelope srsName="EPSG:28992" srsDimension="3"><gml:lowerCorner>155000 463000 0</gml:lowerCorner><gml:upperCorner>155200 463200 9</gml:upperCorner></gml:Envelope></gml:boundedBy>
        \(members.map { "<cityObjectMember>\($0)</cityObjectMember>" }.joined(separator: "\n"))
        </CityModel>
        """
    }

    static func section(_ id: String, _ area: String) -> String {
        "<tran:section><tran:Section gml:id=\"\(id)\"><tran:trafficSpace><tran:TrafficSpace><boundary><tran:TrafficArea><lod2MultiSurface>\(area)</lod2MultiSurface></tran:TrafficArea></boundary></tran:TrafficSpace></tran:trafficSpace></tran:Section></tran:section>"
    }

    /// Four arms of 40 m by 6 m about a crossing of 6 m by 6 m with its middle at (100, 100).
    static let crossing = version3(
        "<tran:Road gml:id=\"R1\"><gml:name>Main street</gml:name>\(section("west", area(57, 97, 40, 6)))\(section("east", area(103, 97, 40, 6)))<tran:intersection><tran:Intersection gml:id=\"X\"><lod2MultiSurface>\(area(97, 97, 6, 6))</lod2MultiSurface></tran:Intersection></tran:intersection></tran:Road>",
        "<tran:Road gml:id=\"R2\">\(section("south", area(97, 57, 6, 40)))\(section("north", area(97, 103, 6, 40)))<tran:intersection xlink:href=\"#X\"/></tran:Road>",
        "<brid:Bridge gml:id=\"B\"><gml:name>Old bridge</gml:name><boundary><con:RoofSurface><lod2MultiSurface>\(area(110, 90, 20, 20))</lod2MultiSurface></con:RoofSurface></boundary></brid:Bridge>")

    /// A building with flood records of three kinds, and a sewer, as the Japanese extension writes them.
    static let japan = """
        <?xml version="1.0" encoding="UTF-8"?>
        <core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0" xmlns:gml="http://www.opengis.net/gml" xmlns:bldg="http://www.opengis.net/citygml/building/2.0" xmlns:wtr="http://www.opengis.net/citygml/waterbody/2.0" xmlns:frn="http://www.opengis.net/citygml/cityfurniture/2.0" xmlns:uro="https://www.geospatial.jp/iur/uro/3.1">
        <gml:boundedBy><gml:Envelope srsName="http://www.opengis.net/def/crs/EPSG/0/6677" srsDimension="3"><gml:lowerCorner>-35000 -13000 0</gml:lowerCorner></gml:Envelope></gml:boundedBy>
        <core:cityObjectMember><bldg:Building gml:id="b1"><bldg:usage>411</bldg:usage><bldg:lod1Solid><gml:Solid><gml:exterior><gml:CompositeSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>-35000 -13000 3 -35000 -12990 3 -34990 -12990 3 -34990 -13000 3 -35000 -13000 3</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod1Solid>
        <uro:bldgDisasterRiskAttribute><uro:RiverFloodingRiskAttribute><uro:description>1</uro:description><uro:rank>2</uro:rank><uro:depth uom="m">1.5</uro:depth><uro:adminType>1</uro:adminType><uro:scale>2</uro:scale><uro:duration uom="hour">12</uro:duration></uro:RiverFloodingRiskAttribute></uro:bldgDisasterRiskAttribute>
        <uro:bldgDisasterRiskAttribute><uro:InlandFloodingRiskAttribute><uro:description>3</uro:description><uro:rank>1</uro:rank></uro:InlandFloodingRiskAttribute></uro:bldgDisasterRiskAttribute>
        <uro:bldgDisasterRiskAttribute><uro:TsunamiRiskAttribute><uro:description>7</uro:description><uro:depth uom="cm">250</uro:depth></uro:TsunamiRiskAttribute></uro:bldgDisasterRiskAttribute>
        <uro:bldgDisasterRiskAttribute><uro:RiverFloodingRiskAttribute><uro:description>9</uro:description><uro:rank>9999</uro:rank><uro:depth uom="m">-9999</uro:depth></uro:RiverFloodingRiskAttribute></uro:bldgDisasterRiskAttribute>
        </bldg:Building></core:cityObjectMember>
        <core:cityObjectMember><uro:SewerPipe gml:id="s1"><frn:lod1Geometry><gml:LineString><gml:posList>-35005 -13000 1 -35005 -12990 1</gml:posList></gml:LineString></frn:lod1Geometry></uro:SewerPipe></core:cityObjectMember>
        <core:cityObjectMember><uro:SewerPipe gml:id="s2"><frn:lod1Geometry><gml:LineString><gml:posList>-35005 -12990 1 -35005 -12980.2 1</gml:posList></gml:LineString></frn:lod1Geometry></uro:SewerPipe></core:cityObjectMember>
        <core:cityObjectMember><wtr:WaterBody gml:id="w1"><wtr:lod1MultiSurface><gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>-36000 -14000 5 -36000 -12000 5 -34000 -12000 5 -36000 -14000 5</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></wtr:lod1MultiSurface>
        <uro:floodingRiskAttribute><uro:RiverFloodingRiskAttribute><uro:description>8</uro:description><uro:rank>2</uro:rank><uro:scale>1</uro:scale></uro:RiverFloodingRiskAttribute></uro:floodingRiskAttribute></wtr:WaterBody></core:cityObjectMember>
        </core:CityModel>
        """
}
