import MarkupReading
import NetworkModel

extension CityGMLReader {
    /// Where an element belongs inside its parent; nil when it is not understood, which is counted.
    func place(of tag: StartTag, _ word: Word?, in parent: Frame) -> Place? {
        let space = CityGMLSpace(tag.namespace)
        switch parent.place {
        case .model:
            switch word {
            case .cityObjectMember, .featureMember, .featureMembers: return .member
            case .boundedBy: return .envelope
            case .name, .description, .metaDataProperty, .identifier: return nil
            default: return skip(tag)
            }
        case .member:
            guard let object = feature(word, space) else { return skip(tag) }
            nextObject = object
            return .object
        case .envelope: return word == .lowerCorner || word == .upperCorner ? .text : .envelope
        case .object: return placeInObject(tag, word, space)
        case .partProperty:
            guard let word, let object = part(word, space) else { return skip(tag) }
            nextObject = object
            return .object
        case .riskProperty:
            guard let kind = word.flatMap(floodKind) else { return skip(tag) }
            riskKind = kind
            return .risk
        case .dmProperty:
            if word == .lod0Geometry || word == .lod0MultiCurve {
                levelOfDetail = 0
                role = .other
                return .geometry
            }
            return word == .dmGeometricAttribute ? .dmProperty : nil
        case .risk:
            switch word {
            case .description, .rank, .depth, .adminType, .scale, .duration: return .text
            default: return nil
            }
        case .boundary:
            switch word {
            case .envelope: return .envelope
            case .groundSurface:
                role = .ground
                return .surface
            case .wallSurface, .roofSurface, .closureSurface, .outerFloorSurface, .outerCeilingSurface:
                role = .other
                return .surface
            default:
                // Areas of a road and the surface of water stand here too.
                guard let word, let object = part(word, space) else { return skip(tag) }
                nextObject = object
                return .object
            }
        case .surface:
            if let level = word?.levelOfDetail {
                levelOfDetail = level
                return .geometry
            }
            switch word {
            case .name, .description, .identifier: return nil
            default: return skip(tag)
            }
        case .geometry:
            switch word {
            case .polygon, .polygonPatch, .triangle, .rectangle: return .polygon
            case .lineString, .lineStringSegment: return .curve
            case .point where parent.place == .geometry: return .curve
            // A solid's own positions belong to polygons; those of lines and points do not count.
            default: return isPosition(word) ? nil : .geometry
            }
        case .polygon: return isPosition(word) ? .text : word == .interior ? .hole : .polygon
        case .curve: return isPosition(word) ? .text : .curve
        case .hole: return isPosition(word) ? .text : .hole
        case .height:
            switch word {
            case .height: return .height
            case .value: return .text
            default: return nil
            }
        case .genericAttribute:
            switch word {
            case .value, .name: return .text
            case .intObject, .doubleObject, .stringObject, .measureObject: return .genericAttribute
            default: return nil
            }
        case .address: return word == .pos || word == .posList ? nil : .address
        case .text: return nil
        }
    }

    private func placeInObject(_ tag: StartTag, _ word: Word?, _ space: CityGMLSpace?) -> Place? {
        guard let word, let space else { return skip(tag) }
        if let level = word.levelOfDetail {
            levelOfDetail = level
            role = word == .lod0RoofEdge ? .roofEdge : level == 0 ? .footprint : .other
            return .geometry
        }
        switch word {
        case .name where space == .gml, .buildingClass, .function, .usage, .storeysAboveGround, .measuredHeight,
            .yearOfConstruction, .dateOfConstruction, .terminationDate:
            return .text
        case .heightProperty where space == .construction: return .height
        case .genericAttribute, .intAttribute, .doubleAttribute, .stringAttribute, .measureAttribute:
            attributeName = ""
            return .genericAttribute
        case .boundedBy, .boundary: return .boundary
        case .consistsOfBuildingPart, .partProperty, .consistsOfBridgePart, .bridgePartProperty, .consistsOfTunnelPart,
            .tunnelPartProperty, .section, .intersection, .trafficSpace, .auxiliaryTrafficSpace, .trafficArea,
            .auxiliaryTrafficArea, .reliefComponent:
            return .partProperty
        case .bldgDisasterRiskAttribute, .buildingDisasterRiskAttribute, .floodingRiskAttribute: return .riskProperty
        case .frnDmAttribute where space == .urbanObject: return .dmProperty
        case .tin where space == .relief: return .geometry
        case .address: return .address
        case .description, .metaDataProperty, .identifier: return nil
        default: return skip(tag)
        }
    }

    /// What a member of the model is; nil when it is not read.
    private func feature(_ word: Word?, _ space: CityGMLSpace?) -> CityObject? {
        switch (space, word) {
        case (.building, .building): .building
        case (.bridge, .bridge): .bridge
        case (.tunnel, .tunnel): .tunnel
        case (.transportation, .road), (.transportation, .transportationComplex): .road
        case (.waterBody, .waterBody): .waterBody
        case (.relief, .reliefFeature), (.relief, .tinRelief): .relief
        case (.urbanObject, let word?): Self.buried(word)
        default: nil
        }
    }

    /// What a part of a feature is.
    private func part(_ word: Word, _ space: CityGMLSpace?) -> CityObject? {
        switch (space, word) {
        case (.building, .buildingPart): .building
        case (.bridge, .bridgePart): .bridge
        case (.tunnel, .tunnelPart): .tunnel
        case (.transportation, .sectionObject): .section
        case (.transportation, .intersectionObject): .intersection
        case (.transportation, .trafficSpaceObject), (.transportation, .trafficAreaObject),
            (.transportation, .auxiliaryTrafficSpaceObject), (.transportation, .auxiliaryTrafficAreaObject):
            .trafficArea
        case (.waterBody, .waterSurface): .waterBody
        case (.relief, .tinRelief): .relief
        default: nil
        }
    }

    /// Buried networks of the Japanese extension, which have geometry and no topology.
    private static func buried(_ word: Word) -> CityObject? {
        switch word {
        case .sewerPipe: .conduit(layer: "sewer", kind: "pipe")
        case .waterPipe: .conduit(layer: "water", kind: "pipe")
        case .thermalPipe: .conduit(layer: "heat", kind: "pipe")
        case .gasPipe: .conduit(layer: "gas", kind: "pipe")
        case .electricityCable: .conduit(layer: "power", kind: "powerCable")
        case .telecommunicationsCable: .conduit(layer: "telecom", kind: "telecomCable")
        case .manhole, .handhole, .appurtenance: .conduitNode
        default: nil
        }
    }

    private func floodKind(_ word: Word) -> String? {
        switch word {
        case .river, .buildingRiver: "river"
        case .inland, .buildingInland: "inland"
        case .tsunami, .buildingTsunami: "tsunami"
        case .highTide, .buildingHighTide: "highTide"
        case .reservoir, .buildingReservoir: "reservoir"
        default: nil
        }
    }

    private func skip(_ tag: StartTag) -> Place? {
        log.skip(tag.localNameString, in: path)
        return nil
    }

    func isPosition(_ word: Word?) -> Bool { word == .posList || word == .pos || word == .coordinates }
}
