public import Diagnostics

/// Attributes as people call them, in every language of the reports.
public enum AttributeWords {
    /// - Parameter name: as in network XML; any other name stands as it is, `aWordLikeThis` taken apart.
    public static func phrase(_ name: String) -> Phrase {
        let spaced = name.spacedWords
        return Phrase("\(spaced)", nl: "\(dutch[name] ?? spaced)")
    }

    /// Roads of a class, in the plural: "primary roads"; the classes are OpenStreetMap's highway values.
    public static func roads(ofClass name: String) -> Phrase {
        if name.hasSuffix("_link") {
            return Phrase("slip roads of \(roads(ofClass: String(name.dropLast(5))))", nl: "op- en afritten van \(roads(ofClass: String(name.dropLast(5))))")
        }
        return switch name {
        case "motorway": Phrase("motorways", nl: "autosnelwegen")
        case "trunk": Phrase("trunk roads", nl: "autowegen")
        case "primary": Phrase("primary roads", nl: "provinciale wegen")
        case "secondary": Phrase("secondary roads", nl: "doorgaande wegen")
        case "tertiary": Phrase("tertiary roads", nl: "verbindingswegen")
        case "unclassified": Phrase("unclassified roads", nl: "buitenwegen")
        case "residential": Phrase("residential streets", nl: "woonstraten")
        case "living_street": Phrase("living streets", nl: "woonerven")
        case "service": Phrase("service roads", nl: "toegangswegen")
        default: Phrase("roads of the class \(name)", nl: "wegen van de klasse \(name)")
        }
    }

    private static let dutch = [
        "elevation": "hoogte van het maaiveld", "length": "lengte", "diameter": "diameter", "voltage": "spanning",
        "capacity": "capaciteit", "pressure": "druk", "speedLimit": "maximumsnelheid", "lanes": "rijstroken",
        "roadLevel": "niveau van de weg", "towers": "masten", "residents": "inwoners", "beds": "bedden", "weight": "gewicht",
        "storeys": "bouwlagen", "height": "hoogte", "footprintArea": "grondvlak", "constructionYear": "bouwjaar",
        "floorHeight": "hoogte van de vloer", "floodThreshold": "overstromingsdrempel", "fragilityFactor": "sterktefactor",
        "outageHours": "uitvalduur", "demand": "vraag", "storage": "inhoud", "roughness": "ruwheid", "reactance": "reactantie",
        "burialDepth": "diepteligging", "replacementValue": "vervangingswaarde", "spans": "overspanningen",
        "scourIndex": "gevoeligheid voor uitspoeling", "material": "materiaal", "function": "functie", "usage": "gebruik", "address": "adres",
        "district": "wijk", "roadClass": "wegklasse", "surface": "wegdek", "anchored": "verankering",
        "fragilityClass": "kwetsbaarheidsklasse", "cityObject": "stadsobject", "remark": "opmerking",
    ]
}
