/// Invented names in the manner of Dutch towns. Any likeness to a real street or institution is by chance.
struct TownNames: Sendable {
    private static let stems = [
        "Appel", "Beuken", "Berken", "Bloem", "Boter", "Brug", "Linden", "Eiken", "Essen", "Elzen", "Vlier", "Iepen",
        "Kastanje", "Wilgen", "Populieren", "Meidoorn", "Sleedoorn", "Hazelaar", "Kersen", "Peren", "Pruimen",
        "Merel", "Lijster", "Zwaluw", "Reiger", "Kievit", "Leeuwerik", "Wulp", "Grutto", "IJsvogel", "Ooievaar",
        "Molen", "Kerk", "Markt", "Haven", "Sluis", "Veer", "Steiger", "Schippers", "Vissers", "Touwslagers", "Smeden",
        "Bakkers", "Kuipers", "Leerlooiers", "Wevers", "Pottenbakkers", "Zout", "Koren", "Hooi", "Gerst", "Haver",
        "Klaver", "Boekweit", "Vlas", "Hop", "Mosterd", "Munt", "Salie", "Tijm", "Dille", "Lavendel", "Korenbloem",
        "Papaver", "Dotterbloem", "Lisdodde", "Riet", "Bies", "Waterlelie", "Zegge", "Akkerwinde", "Kamille",
        "Noorder", "Zuider", "Ooster", "Wester", "Hoge", "Lage", "Lange", "Korte", "Brede", "Smalle", "Oude", "Nieuwe",
        "Griend", "Kolk", "Wiel", "Uiterwaard", "Polder", "Kade", "Zomer", "Winter", "Zonne", "Sterren",
    ]
    private static let endings = ["straat", "laan", "weg", "hof", "pad", "dreef", "singel", "plantsoen", "akker"]

    /// A street's name; no name comes twice before all have been used.
    static func street(_ number: Int) -> String {
        let all = stems.count * endings.count
        let k = number % all * 389 % all
        return stems[k / endings.count] + endings[k % endings.count]
    }

    private static let districts = [
        ["Polderkwartier", "Binnenwaard", "Zuidhoek", "Lage Weide", "De Kolk", "Zuidakker"],
        ["Westpoort", "Oude Stad", "Molenveld", "Noorderhoek", "De Hoogte", "Lindeveld"],
    ]
    /// Neighbourhoods of about 22 by 15 blocks, grouped as the report groups its figures.
    static func district(_ c: StreetGrid.Corner, in grid: StreetGrid) -> String {
        let names = districts[c.isNorth ? 1 : 0]
        let across = max(1, (grid.columns + 11) / 22), deep = max(1, (grid.rows(isNorth: c.isNorth) + 7) / 15)
        let number = min(deep - 1, c.row * deep / max(1, grid.rows(isNorth: c.isNorth))) * across
            + c.column * across / grid.columns
        let round = number / names.count
        return round == 0 ? names[number] : "\(names[number % names.count]) \(round + 1)"
    }

    static func bridge(_ number: Int) -> String {
        let names = ["Oude Alderbrug", "Ringbrug", "Veerbrug", "Kolkbrug", "Hoge Brug", "Zwaanbrug"]
        return number < names.count ? names[number] : "Alderbrug \(number + 1)"
    }

    private static func pick(_ names: [String], _ number: Int) -> String {
        number < names.count ? names[number] : "\(names[number % names.count]) \(number / names.count + 1)"
    }
    static func hospital(_ n: Int) -> String {
        pick(["Ziekenhuis De Hoogte", "Alderziekenhuis", "Sint-Odaziekenhuis", "Medisch Centrum Lindeveld"], n)
    }
    static func careHome(_ n: Int) -> String {
        pick(
            ["Zorgcentrum De Waarden", "Huize Avondrood", "Woonzorg De Griend", "Zorghuis Meidoorn", "De Oude Kade",
                "Hof van Linde", "Zorgcentrum Morgenster", "Huize De Veerman"], n)
    }
    static func school(_ n: Int) -> String {
        pick(
            ["Basisschool De Wulp", "Basisschool 't Veer", "De Appelboom", "Het Kompas", "De Vlieger", "Daltonschool De Zwaluw",
                "Alder College", "De Zonnewijzer", "Basisschool De Griend", "De Klaverweide", "Het Sluisje", "Lyceum De Hoogte"], n)
    }
    static func fireStation(_ n: Int) -> String { pick(["Brandweerpost Noord", "Brandweerpost Zuid"], n) }
    static func ambulancePost(_ n: Int) -> String { pick(["Ambulancepost Lindewaard"], n) }
    static func substation(_ n: Int) -> String {
        pick(["Onderstation Polder", "Onderstation Zuidhoek", "Onderstation Molenveld", "Onderstation Westpoort"], n)
    }
    static func gridConnection(_ n: Int) -> String { pick(["Hoogspanningsstation Lindewaard 150/10 kV"], n) }
    static func waterworks(_ what: String, _ n: Int) -> String {
        n == 0 ? what : "\(what) \(n + 1)"
    }
}
