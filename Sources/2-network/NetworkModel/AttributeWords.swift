public import Diagnostics

/// Attributes as people call them, in every language of the reports.
public enum AttributeWords {
    /// - Parameter name: as in network XML; any other name stands as it is, `aWordLikeThis` taken apart.
    public static func phrase(_ name: String) -> Phrase {
        let spaced = name.spacedWords
        return Phrase("\(spaced)", nl: "\(dutch[name] ?? spaced)")
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
