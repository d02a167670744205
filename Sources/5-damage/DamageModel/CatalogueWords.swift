import Diagnostics

/// What the standard catalogue calls its entries and its assumptions, in every language of the reports.
///
/// A title is made of terms with commas between them, each translated by itself. What is not in the lists, as in a
/// catalogue of the user's own, stands as written.
enum CatalogueWords {
    static func title(_ title: String) -> Phrase {
        Phrase("\(title)", nl: "\(title.split(separator: ", ").map { term(String($0)) }.joined(separator: ", "))")
    }

    static func assumption(_ text: String) -> Phrase { Phrase("\(text)", nl: "\(assumptions[text] ?? text)") }

    private static func term(_ english: String) -> String {
        let prefix = "pipe (ALA): "
        return english.hasPrefix(prefix)
            ? "leiding (ALA): " + term(String(english.dropFirst(prefix.count))) : terms[english] ?? english
    }

    private static let assumptions = [
        "class chosen by length alone": "klasse alleen naar de lengte gekozen",
        "material unknown, taken as brittle": "materiaal onbekend, behandeld als bros",
        "on a structure, yet without a bridge's fragility": "ligt op een kunstwerk, maar zonder de kwetsbaarheid van een brug",
        "polyethylene taken as ductile": "polyetheen behandeld als taai",
        "taken as a building with concrete shear walls, mid rise, without seismic code": "behandeld als middelhoog gebouw met betonwanden, niet op aardbevingen ontworpen",
        "taken as a concrete tank on the ground": "behandeld als betonnen tank op de grond",
        "taken as a cut-and-cover tunnel": "behandeld als gegraven en afgedekte tunnel",
        "taken as a high-rise building with concrete shear walls without seismic code": "behandeld als hoog gebouw met betonwanden, niet op aardbevingen ontworpen",
        "taken as a low building of unreinforced masonry without seismic code": "behandeld als laag gebouw van ongewapend metselwerk, niet op aardbevingen ontworpen",
        "taken as a low concrete frame without seismic code": "behandeld als laag betonskelet, niet op aardbevingen ontworpen",
        "taken as a mid-rise building with concrete shear walls without seismic code": "behandeld als middelhoog gebouw met betonwanden, niet op aardbevingen ontworpen",
        "taken as a small plant above grade": "behandeld als kleine installatie boven de grond",
        "taken as a small plant": "behandeld als kleine installatie",
        "taken as an elevated steel tank": "behandeld als stalen tank op een onderbouw",
        "taken as undamaged by shaking alone: the source has curves for ground movement only": "onbeschadigd door het schudden zelf: de bron heeft alleen krommen voor grondverschuiving",
        "taken as undamaged by shaking: the source has no curve for a cable by itself": "onbeschadigd door schudden: de bron heeft geen kromme voor een losse kabel",
        "taken as undamaged by shaking: the source has no curve for a line by itself": "onbeschadigd door schudden: de bron heeft geen kromme voor een losse lijn",
        "taken as undamaged: the catalogue has no figures for this kind": "onbeschadigd: de catalogus heeft geen cijfers voor deze soort",
        "the curve of a distribution circuit stands for the kiosk": "het huisje heeft de kromme van een distributiekring",
        "treated as a low-voltage substation": "behandeld als onderstation met lage spanning",
        "treated as a substation of its voltage": "behandeld als onderstation met zijn spanning",
        "voltage below the source's range of 34.5 to 150 kV, treated as low voltage": "spanning onder het bereik van de bron (34,5 tot 150 kV), behandeld als lage spanning",
        "voltage of 150 to 350 kV treated as the source's 230 kV": "spanning van 150 tot 350 kV behandeld als de 230 kV van de bron",
        "voltage of 350 kV or more treated as the source's 500 kV": "spanning van 350 kV of meer behandeld als de 500 kV van de bron",
    ]

    private static let terms = [
        "wood": "hout", "masonry or concrete": "metselwerk of beton", "one storey": "één bouwlaag", "two storeys": "twee bouwlagen",
        "three storeys or more": "drie of meer bouwlagen", "building of unknown material": "gebouw van onbekend materiaal",
        "bridge of one span": "brug met één overspanning", "bridge of several spans": "brug met meer overspanningen",
        "little prone to scour": "weinig gevoelig voor uitspoeling", "prone to scour": "gevoelig voor uitspoeling",
        "very prone to scour": "zeer gevoelig voor uitspoeling", "scour unknown": "uitspoeling onbekend",
        "substation": "onderstation", "low voltage (34.5 to 150 kV)": "lage spanning (34,5 tot 150 kV)",
        "medium voltage (230 kV)": "middelhoge spanning (230 kV)", "high voltage (500 kV)": "hoge spanning (500 kV)",
        "anchored": "verankerd", "unanchored": "niet verankerd", "distribution circuit": "distributiekring",
        "power plant": "elektriciteitscentrale", "small": "klein", "medium or large": "middelgroot of groot",
        "telephone exchange or broadcast station": "telefooncentrale of zender",
        "concrete tank on the ground": "betonnen tank op de grond", "steel tank on the ground": "stalen tank op de grond",
        "elevated steel tank": "stalen tank op een onderbouw", "wooden tank on the ground": "houten tank op de grond",
        "small water treatment plant": "kleine waterzuivering", "medium water treatment plant": "middelgrote waterzuivering",
        "large water treatment plant": "grote waterzuivering", "well": "waterput", "small pumping plant": "klein pompstation",
        "medium or large pumping plant": "middelgroot of groot pompstation", "small wastewater plant": "kleine rioolwaterzuivering",
        "medium wastewater plant": "middelgrote rioolwaterzuivering", "large wastewater plant": "grote rioolwaterzuivering",
        "small lift station": "klein rioolgemaal", "medium or large lift station": "middelgroot of groot rioolgemaal",
        "major bridge over 150 m": "grote brug, langer dan 150 m", "conventional": "gewoon ontwerp",
        "modern seismic": "modern aardbevingsontwerp", "single span": "één overspanning",
        "concrete multi-column bents": "betonnen jukken met meer kolommen", "simple spans": "losse overspanningen",
        "outside California": "buiten Californië", "California": "Californië", "concrete box girder": "betonnen kokerligger",
        "single column": "enkele kolom", "continuous": "doorgaand", "concrete": "beton", "steel": "staal",
        "simple spans of 20 m or more": "losse overspanningen van 20 m of meer",
        "continuous spans of 20 m or more": "doorgaande overspanningen van 20 m of meer",
        "prestressed concrete": "voorgespannen beton", "prestressed concrete box girder": "kokerligger van voorgespannen beton",
        "simple spans under 20 m": "losse overspanningen onder 20 m", "continuous spans under 20 m": "doorgaande overspanningen onder 20 m",
        "any other bridge": "elke andere brug", "bored tunnel": "geboorde tunnel", "cut-and-cover tunnel": "gegraven en afgedekte tunnel",
        "light wood frame": "licht houtskelet", "heavy wood frame": "zwaar houtskelet", "steel moment frame": "stijf staalskelet",
        "braced steel frame": "geschoord staalskelet", "light steel frame": "licht staalskelet",
        "steel frame with concrete walls": "staalskelet met betonwanden",
        "steel frame with masonry infill": "staalskelet met metselwerk ertussen", "concrete moment frame": "stijf betonskelet",
        "concrete shear walls": "dragende betonwanden", "concrete frame with masonry infill": "betonskelet met metselwerk ertussen",
        "precast concrete tilt-up": "gekantelde prefab betonwanden", "precast concrete frame": "prefab betonskelet",
        "reinforced masonry": "gewapend metselwerk", "unreinforced masonry": "ongewapend metselwerk",
        "flexible floors": "slappe vloeren", "stiff floors": "stijve vloeren", "mobile home": "stacaravan", "low rise": "laag",
        "mid rise": "middelhoog", "high rise": "hoog", "high seismic code": "zware aardbevingseisen",
        "moderate seismic code": "matige aardbevingseisen", "low seismic code": "lichte aardbevingseisen",
        "before seismic codes": "zonder aardbevingseisen", "brittle pipe": "brosse leiding", "ductile pipe": "taaie leiding",
        "bridge on ground that fails": "brug op grond die bezwijkt", "tunnel in ground that fails": "tunnel in grond die bezwijkt",
        "installation on ground that fails": "installatie op grond die bezwijkt",
        "buried concrete tank in ground that fails": "ingegraven betonnen tank in grond die bezwijkt",
        "pipe in ground that fails": "leiding in grond die bezwijkt",
        "pipe in ground that fails (ALA)": "leiding in grond die bezwijkt (ALA)", "mechanical restrained joints": "trekvaste mechanische verbindingen",
        "welded joints": "gelaste verbindingen", "large": "groot",
        "pipe": "leiding", "ALA backbone": "basislijn van ALA", "brittle pipe in ground that fails": "brosse leiding in grond die bezwijkt",
        "ductile pipe in ground that fails": "taaie leiding in grond die bezwijkt",
        "major road on ground that fails": "hoofdweg op grond die bezwijkt", "urban road on ground that fails": "stadsweg op grond die bezwijkt",
        "cast iron": "gietijzer", "cement joints": "cementvoegen", "corrosive soil": "agressieve grond",
        "non-corrosive soil": "niet-agressieve grond", "rubber gasket joints": "rubberringverbindingen", "welded steel": "gelast staal",
        "lap-arc welded joints": "overlapgelaste verbindingen", "screwed joints": "schroefverbindingen",
        "riveted joints": "klinknagelverbindingen", "asbestos cement": "asbestcement",
        "concrete with steel cylinder": "beton met stalen kern", "PVC": "pvc", "ductile iron": "nodulair gietijzer",
        "100 to 300 mm": "100 tot 300 mm", "400 mm and larger": "400 mm en groter",
    ]
}
