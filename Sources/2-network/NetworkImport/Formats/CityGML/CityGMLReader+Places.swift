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
            if word == .building, space == .building { return .building }
            if tag.namespaceString.hasPrefix(CityGML.extensionNamespace) {
                extensionFeatures += 1
                if !CityGML.extensions.isEmpty { return nil }
            }
            return skip(tag)
        case .envelope: return word == .lowerCorner || word == .upperCorner ? .text : .envelope
        case .building: return placeInBuilding(tag, word, space)
        case .partProperty: return word == .buildingPart && space == .building ? .building : skip(tag)
        case .boundary:
            switch word {
            case .envelope: return .envelope
            case .groundSurface:
                role = .ground
                return .surface
            case .wallSurface, .roofSurface, .closureSurface, .outerFloorSurface, .outerCeilingSurface:
                role = .other
                return .surface
            default: return skip(tag)
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
            // A solid's own positions belong to polygons; those of lines and points do not count.
            default: return isPosition(word) ? nil : .geometry
            }
        case .polygon: return isPosition(word) ? .text : word == .interior ? .hole : .polygon
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

    private func placeInBuilding(_ tag: StartTag, _ word: Word?, _ space: CityGMLSpace?) -> Place? {
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
        case .consistsOfBuildingPart, .partProperty: return .partProperty
        case .address: return .address
        case .description, .metaDataProperty, .identifier: return nil
        default: return skip(tag)
        }
    }

    private func skip(_ tag: StartTag) -> Place? {
        log.skip(tag.localNameString, in: path)
        return nil
    }

    func isPosition(_ word: Word?) -> Bool { word == .posList || word == .pos || word == .coordinates }
}
