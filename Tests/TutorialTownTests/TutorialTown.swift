/// The tutorial town worked out by hand.
///
/// Everything below follows from `networks/tutorial.xml`, `networks/tutorial-terrain.asc` and the rules of what a
/// run means; nothing was copied from a run. Hours count from onset, the horizon is 48 h, and weights are residents:
///
///     hospital 100   care-home 60   houses-west 500   houses-mound 200   houses-east 300      together 1,160
///
/// The western bank ("west") is care-home and houses-west, 560 residents; the eastern bank ("east") is hospital,
/// houses-mound and houses-east, 600 residents.
enum TutorialTown {
    static let horizonHours = 48.0

    // MARK: a flood of 2.0 m that comes at 0 h and goes at 24 h

    /// Which assets the water itself stops, from and until when.
    ///
    /// The river's level of 2.0 m covers the eastern bank, which lies at 1.0 m, by 1.0 m. The mound (2.5 m) and the
    /// western bank (4.0 m) are dry. On the low ground stand transformer-east (stops in 0.5 m, back 12 h after the
    /// water), corner-east (0.3 m, 2 h), houses-east (0.3 m, 48 h) and junction-east, a pipe joint, which water does
    /// not harm; nor does it harm cables, pipes and a bridge.
    ///
    ///     transformer-east    24 + 12 = 36 h
    ///     corner-east         24 +  2 = 26 h
    ///     houses-east         24 + 48 = 72 h, which is beyond the horizon
    static let flooded: [(asset: String, from: Double, until: Double)] = [
        ("corner-east", 0, 26), ("houses-east", 0, 72), ("transformer-east", 0, 36),
    ]

    /// One line of the table of losses: a service at a facility is on reserve, or out.
    struct Loss: Equatable {
        var facility: String
        var service: String
        var isOut: Bool
        var from: Double
        var until: Double
        init(_ facility: String, _ service: String, _ state: String, _ from: Double, _ until: Double) {
            self.facility = facility
            self.service = service
            isOut = state == "out"
            self.from = from
            self.until = until
        }
    }

    /// Who loses what, and when; sorted by facility, service and time.
    ///
    /// Power: transformer-east is off from 0 to 36 h. The hospital lives on its reserve for 4 h, then is out;
    /// houses-mound has none. Houses-east is under water: the facility itself is disabled, so every service of it
    /// is out up to the horizon. The west is fed by transformer-west and loses nothing.
    ///
    /// Water: the pump has no reserve and stops at 0 h with transformer-east. Nothing reaches the inlet, so the
    /// tank lives on its 6 h and feeds both banks through pipe-4 and pipe-3. At 6 h it is empty: no source is left.
    /// At 36 h power returns, the pump starts an hour later, and at 37 h everyone has water: 6 to 37 h.
    ///
    /// Road: corner-east is closed from 0 to 26 h; everyone in the east lives at it. The bridge is open.
    static let losses: [Loss] = [
        Loss("care-home", "water", "out", 6, 37),
        Loss("hospital", "power", "on reserve", 0, 4),
        Loss("hospital", "power", "out", 4, 36),
        Loss("hospital", "road", "out", 0, 26),
        Loss("hospital", "water", "out", 6, 37),
        Loss("houses-east", "power", "out", 0, 48),
        Loss("houses-east", "road", "out", 0, 48),
        Loss("houses-east", "water", "out", 0, 48),
        Loss("houses-mound", "power", "out", 0, 36),
        Loss("houses-mound", "road", "out", 0, 26),
        Loss("houses-mound", "water", "out", 6, 37),
        Loss("houses-west", "water", "out", 6, 37),
    ]

    /// Resident-hours lost by service.
    ///
    ///     power   hospital 100 × (36 − 4) = 3,200;  houses-mound 200 × 36 = 7,200;  houses-east 300 × 48 = 14,400
    ///     water   (100 + 60 + 500 + 200) × (37 − 6) = 860 × 31 = 26,660;            houses-east 300 × 48 = 14,400
    ///     road    (100 + 200) × 26 = 7,800;                                         houses-east 300 × 48 = 14,400
    static let residentHours = ["power": 24_800.0, "water": 41_060.0, "road": 22_200.0]

    /// What begins at each asset that the water hits: residents, each counted once, and resident-hours over all services.
    ///
    ///     houses-east        300 people, itself under water: 300 × 48 × 3                               = 43,200
    ///     transformer-east   power of hospital and houses-mound, 3,200 + 7,200, and through the pump the water of
    ///                        everyone but houses-east, 26,660; 100 + 60 + 500 + 200 people              = 37,060
    ///     corner-east        road of hospital and houses-mound                                          =  7,800
    static let origins: [(asset: String, residents: Double, residentHours: Double)] = [
        ("houses-east", 300, 43_200), ("transformer-east", 860, 37_060), ("corner-east", 300, 7_800),
    ]

    // MARK: the same flood with one crew for power, which needs a road, and one for roads

    /// The water goes at 24 h. The road crew cleans corner-east for 2 h. Of the road nodes, corner-east is nearest to
    /// transformer-east (71 m; corner-west is 304 m away): the power crew waits for it and then works for 12 h.
    /// Houses-east has no pool and is dried as before.
    static let repairs: [(asset: String, started: Double, finished: Double)] = [
        ("corner-east", 24, 26), ("transformer-east", 26, 38),
    ]

    /// Power is back at 38 h instead of 36, the pump an hour later.
    static let hospitalWithCrews: [Loss] = [
        Loss("hospital", "power", "on reserve", 0, 4), Loss("hospital", "power", "out", 4, 38),
        Loss("hospital", "road", "out", 0, 26), Loss("hospital", "water", "out", 6, 39),
    ]

    // MARK: the way to the hospital

    /// From Bridge Square over the bridge, 250 m at the 50 km/h that are assumed where the data gives no speed.
    static let secondsToHospital = 250 * 3.6 / 50

    /// Hours of the care home in time, late, with no hospital that works, without an open road, and itself hit. Until 26 h
    /// corner-east is closed; the hospital is without power from 4 h and without water until 37 h.
    static let hoursOfCareHome = [11.0, 0, 11, 26, 0]

    // MARK: what each asset's failure alone costs over 48 h

    /// C of every asset: residents × hours out, over all services, when it alone fails from 0 to 48 h.
    ///
    /// Building blocks:
    ///
    ///     power west    care-home 60 × (48 − 2) + houses-west 500 × 48         =  2,760 + 24,000          = 26,760
    ///     power east    hospital 100 × (48 − 4) + (200 + 300) × 48             =  4,400 + 24,000          = 28,400
    ///     no pump       everyone without water from 6 to 48 h, 1,160 × 42                                 = 48,720
    ///     water west    560 × 48 = 26,880          water east   600 × 48 = 28,800
    ///     road all      1,160 × 48 = 55,680        road east    600 × 48 = 28,800
    ///
    /// - grid, cable-1, substation: both transformers are dark, and with transformer-east the pump:
    ///   26,760 + 28,400 + 48,720.
    /// - transformer-west, cable-2: power west. transformer-east, cable-3: power east and no pump.
    /// - pump, pipe-1, inlet: nothing reaches the inlet, the tank lasts 6 h: no pump.
    /// - pipe-2: the inlet still fills the tank, which feeds both banks: nothing. pipe-3: the east has the pump, the
    ///   west the tank: nothing. tank, pipe-4: the pump feeds both banks: nothing.
    /// - junction-east: water east; the tank goes on feeding the west. junction-west: water west.
    /// - gateway, road-west, corner-west: nobody can be reached. bridge, corner-east: road east.
    /// - a facility: all three services of its own residents for 48 h, residents × 144.
    static let singleFailures: [String: Double] = [
        "grid": 103_880, "cable-1": 103_880, "substation": 103_880,
        "transformer-west": 26_760, "cable-2": 26_760,
        "transformer-east": 77_120, "cable-3": 77_120,
        "pump": 48_720, "pipe-1": 48_720, "inlet": 48_720,
        "pipe-2": 0, "pipe-3": 0, "pipe-4": 0, "tank": 0,
        "junction-east": 28_800, "junction-west": 26_880,
        "gateway": 55_680, "road-west": 55_680, "corner-west": 55_680,
        "bridge": 28_800, "corner-east": 28_800,
        "hospital": 14_400, "care-home": 8_640, "houses-west": 72_000, "houses-mound": 28_800, "houses-east": 43_200,
    ]
}
