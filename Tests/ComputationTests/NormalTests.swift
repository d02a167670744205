import Computation
import Foundation
import Testing

@Suite struct NormalTests {
    /// Percentage points to 15 digits, from tables (Abramowitz and Stegun 26.2, and 1 − Φ by series for the far tail).
    @Test(arguments: [
        (0.5, 0.0), (0.975, 1.959963984540054), (0.025, -1.959963984540054), (0.84134474606854293, 1.0),
        (0.99865010196836990, 3.0), (2.8665157187919391e-7, -5.0), (6.2209605742717841e-16, -8.0),
    ])
    func `quantiles are those of the tables`(p: Double, z: Double) {
        // Near 1 a double of p itself is only good to 1e-16 / density(z).
        #expect(abs(Normal.quantile(p) - z) < 2e-13)
        #expect(abs(Normal.cdf(z) - p) <= 1e-15 + 2e-13 * p)
    }

    @Test func `quantile undoes cdf from the far left to the far right`() {
        for step in -700...500 {
            let z = Double(step) / 100
            let back = Normal.quantile(Normal.cdf(z))
            // To the right of 0 the probability itself is rounded to 1e-16.
            let density = exp(-z * z / 2) / (2 * .pi).squareRoot()
            #expect(abs(back - z) <= 1e-13 + (z > 0 ? 2e-16 / density : 0), "z = \(z)")
        }
    }

    @Test func `the ends are infinite and what lies outside is no number`() {
        #expect(Normal.quantile(0) == -.infinity)
        #expect(Normal.quantile(1) == .infinity)
        #expect(Normal.quantile(-0.1).isNaN)
        #expect(Normal.quantile(1.1).isNaN)
        #expect(Normal.quantile(.nan).isNaN)
        #expect(Normal.cdf(-.infinity) == 0)
        #expect(Normal.cdf(.infinity) == 1)
    }
}
