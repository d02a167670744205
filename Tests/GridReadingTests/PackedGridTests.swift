import Diagnostics
import Foundation
import Geometry
@testable import GridReading
import Testing
import TestSupport

@Suite struct PackedGridTests {
    /// `gzip -9` of "ncols 2\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 10\n1 2\n3 4.5\n", from Python's gzip with mtime=0.
    private let small = "H4sIAAAAAAACA8tLzs8pVjDiyivKLwfRFTk5yflFealFCgZclUjs5NScnOLMqlQFQwMuQ6A6YwUTPVMuAEGC1Ro+AAAA"

    @Test func `a gzip-compressed grid is read as it is`() throws {
        let scratch = try ScratchFolder()
        let data = try #require(Data(base64Encoded: small))
        let grid = try GridFile.read(path: try scratch.file("grid.asc.gz", data))
        #expect(grid.raster.values == [1, 2, 3, 4.5] && grid.epsg == nil && grid.unit == nil)
        // Two members one after the other are one file.
        let twice = try scratch.file("twice.asc.gz", data + data)
        #expect(#expect(throws: InputError.self) { try GridFile.read(path: twice) }?.code == "grid-not-a-number")
    }

    @Test func `damaged gzip is refused`() throws {
        let scratch = try ScratchFolder()
        let data = try #require(Data(base64Encoded: small))
        for place in 10..<data.count {
            var damaged = data
            damaged[place] ^= 0x5A
            #expect(throws: InputError.self, "byte \(place)") {
                try GridFile.read(path: try scratch.file("grid.asc.gz", damaged))
            }
            #expect(throws: InputError.self) {
                try GridFile.read(path: try scratch.file("grid.asc.gz", data.prefix(place)))
            }
        }
    }

    /// Texts packed by Python's zlib at levels 0 (stored), 1, 9, and with fixed codes (strategy Z_FIXED), raw.
    private let packed = [
        "AasKVPUwIDEgNCA5IDE2IDI1IDM2IDQ5IDY0IDgxIDEwMCAxMjEgMTQ0IDE2OSAxOTYgMjI1IDI1NiAyODkgMzI0IDM2MSA0MDAgNDQxIDQ4NCA1MjkgNTc2IDYyNSA2NzYgNzI5IDc4NCA4NDEgOTAwIDk2MSAxNSA4MCAxNDcgMjE2IDI4NyAzNjAgNDM1IDUxMiA1OTEgNjcyIDc1NSA4NDAgOTI3IDcgOTggMTkxIDI4NiAzODMgNDgyIDU4MyA2ODYgNzkxIDg5OCAxMDA3IDEwOSAyMjIgMzM3IDQ1NCA1NzMgNjk0IDgxNyA5NDIgNjAgMTg5IDMyMCA0NTMgNTg4IDcyNSA4NjQgMTAwNSAxMzkgMjg0IDQzMSA1ODAgNzMxIDg4NCAzMCAxODcgMzQ2IDUwNyA2NzAgODM1IDEwMDIgMTYyIDMzMyA1MDYgNjgxIDg1OCAyOCAyMDkgMzkyIDU3NyA3NjQgOTUzIDEzNSAzMjggNTIzIDcyMCA5MTkgMTExIDMxNCA1MTkgNzI2IDkzNSAxMzcgMzUwIDU2NSA3ODIgMTAwMSAyMTMgNDM2IDY2MSA4ODggMTA4IDMzOSA1NzIgODA3IDM1IDI3NCA1MTUgNzU4IDEwMDMgMjQxIDQ5MCA3NDEgOTk0IDI0MCA0OTcgNzU2IDggMjcxIDUzNiA4MDMgNjMgMzM0IDYwNyA4ODIgMTUwIDQyOSA3MTAgOTkzIDI2OSA1NTYgODQ1IDEyNyA0MjAgNzE1IDMgMzAyIDYwMyA5MDYgMjAyIDUwOSA4MTggMTIwIDQzMyA3NDggNTYgMzc1IDY5NiAxMCAzMzUgNjYyIDk5MSAzMTMgNjQ2IDk4MSAzMDkgNjQ4IDk4OSAzMjMgNjY4IDYgMzU1IDcwNiA1MCA0MDUgNzYyIDExMiA0NzMgODM2IDE5MiA1NTkgOTI4IDI5MCA2NjMgMjkgNDA2IDc4NSAxNTcgNTQwIDkyNSAzMDMgNjkyIDc0IDQ2NyA4NjIgMjUwIDY0OSA0MSA0NDQgODQ5IDI0NyA2NTYgNTggNDcxIDg4NiAyOTQgNzEzIDEyNSA1NDggOTczIDM5MSA4MjAgMjQyIDY3NSAxMDEgNTM4IDk3NyA0MDkgODUyIDI4OCA3MzUgMTc1IDYyNiA3MCA1MjUgOTgyIDQzMiA4OTMgMzQ3IDgxMiAyNzAgNzM5IDIwMSA2NzQgMTQwIDYxNyA4NyA1NjggNDIgNTI3IDUgNDk0IDk4NSA0NjkgOTY0IDQ1MiA5NTEgNDQzIDk0NiA0NDIgOTQ5IDQ0OSA5NjAgNDY0IDk3OSA0ODcgMTAwNiA1MTggMzIgNTU3IDc1IDYwNCAxMjYgNjU5IDE4NSA3MjIgMjUyIDc5MyAzMjcgODcyIDQxMCA5NTkgNTAxIDQ1IDYwMCAxNDggNzA3IDI1OSA4MjIgMzc4IDk0NSA1MDUgNjcgNjQwIDIwNiA3ODMgMzUzIDkzNCA1MDggODQgNjcxIDI1MSA4NDIgNDI2IDEyIDYwOSAxOTkgODAwIDM5NCA5OTkgNTk3IDE5NyA4MDggNDEyIDE4IDYzNSAyNDUgODY2IDQ4MCA5NiA3MjMgMzQzIDk3NCA1OTggMjI0IDg2MSA0OTEgMTIzIDc2NiA0MDIgNDAgNjg5IDMzMSA5ODQgNjMwIDI3OCA5MzcgNTg5IDI0MyA5MDggNTY2IDIyNiA4OTcgNTYxIDIyNyA5MDQgNTc0IDI0NiA5MjkgNjA1IDI4MyA5NzIgNjU0IDMzOCAyNCA3MjEgNDExIDEwMyA4MDYgNTAyIDIwMCA5MDkgNjExIDMxNSAyMSA3MzggNDQ4IDE2MCA4ODMgNTk5IDMxNyAzNyA3NjggNDkyIDIxOCA5NTUgNjg1IDQxNyAxNTEgODk2IDYzNCAzNzQgMTE2IDg2OSA2MTUgMzYzIDExMyA4NzQgNjI4IDM4NCAxNDIgOTExIDY3MyA0MzcgMjAzIDk4MCA3NTAgNTIyIDI5NiA3MiA4NTkgNjM5IDQyMSAyMDUgMTAwMCA3ODggNTc4IDM3MCAxNjQgOTY5IDc2NyA1NjcgMzY5IDE3MyA5ODggNzk2IDYwNiA0MTggMjMyIDQ4IDg3NSA2OTUgNTE3IDM0MSAxNjcgMTAwNCA4MzQgNjY2IDUwMCAzMzYgMTc0IDE0IDg2NSA3MDkgNTU1IDQwMyAyNTMgMTA1IDk2OCA4MjQgNjgyIDU0MiA0MDQgMjY4IDEzNCAyIDg4MSA3NTMgNjI3IDUwMyAzODEgMjYxIDE0MyAyNyA5MjIgODEwIDcwMCA1OTIgNDg2IDM4MiAyODAgMTgwIDgyIDk5NSA5MDEgODA5IDcxOSA2MzEgNTQ1IDQ2MSAzNzkgMjk5IDIyMSAxNDUgNzEgMTAwOCA5MzggODcwIDgwNCA3NDAgNjc4IDYxOCA1NjAgNTA0IDQ1MCAzOTggMzQ4IDMwMCAyNTQgMjEwIDE2OCAxMjggOTAgNTQgMjAgOTk3IDk2NyA5MzkgOTEzIDg4OSA4NjcgODQ3IDgyOSA4MTMgNzk5IDc4NyA3NzcgNzY5IDc2MyA3NTkgNzU3IDc1NyA3NTkgNzYzIDc2OSA3NzcgNzg3IDc5OSA4MTMgODI5IDg0NyA4NjcgODg5IDkxMyA5MzkgOTY3IDk5NyAyMCA1NCA5MCAxMjggMTY4IDIxMCAyNTQgMzAwIDM0OCAzOTggNDUwIDUwNCA1NjAgNjE4IDY3OCA3NDAgODA0IDg3MCA5MzggMTAwOCA3MSAxNDUgMjIxIDI5OSAzNzkgNDYxIDU0NSA2MzEgNzE5IDgwOSA5MDEgOTk1IDgyIDE4MCAyODAgMzgyIDQ4NiA1OTIgNzAwIDgxMCA5MjIgMjcgMTQzIDI2MSAzODEgNTAzIDYyNyA3NTMgODgxIDIgMTM0IDI2OCA0MDQgNTQyIDY4MiA4MjQgOTY4IDEwNSAyNTMgNDAzIDU1NSA3MDkgODY1IDE0IDE3NCAzMzYgNTAwIDY2NiA4MzQgMTAwNCAxNjcgMzQxIDUxNyA2OTUgODc1IDQ4IDIzMiA0MTggNjA2IDc5NiA5ODggMTczIDM2OSA1NjcgNzY3IDk2OSAxNjQgMzcwIDU3OCA3ODggMTAwMCAyMDUgNDIxIDYzOSA4NTkgNzIgMjk2IDUyMiA3NTAgOTgwIDIwMyA0MzcgNjczIDkxMSAxNDIgMzg0IDYyOCA4NzQgMTEzIDM2MyA2MTUgODY5IDExNiAzNzQgNjM0IDg5NiAxNTEgNDE3IDY4NSA5NTUgMjE4IDQ5MiA3NjggMzcgMzE3IDU5OSA4ODMgMTYwIDQ0OCA3MzggMjEgMzE1IDYxMSA5MDkgMjAwIDUwMiA4MDYgMTAzIDQxMSA3MjEgMjQgMzM4IDY1NCA5NzIgMjgzIDYwNSA5MjkgMjQ2IDU3NCA5MDQgMjI3IDU2MSA4OTcgMjI2IDU2NiA5MDggMjQzIDU4OSA5MzcgMjc4IDYzMCA5ODQgMzMxIDY4OSA0MCA0MDIgNzY2IDEyMyA0OTEgODYxIDIyNCA1OTggOTc0IDM0MyA3MjMgOTYgNDgwIDg2NiAyNDUg",
        "LZXZdQMxDANbUQkWJR7qv7HM7MtHYnstkSAAwr+1111v7VqR69S6b9Vds9f+/dYOXu/lW048jnAmktd568TlPLc5dy+vc1fGW9m1inPFa/O5eT58/zj3OL9zDZVvr7DpNFWocHLljpVvczNWJ8cuN6JXrze03xyudebQioO8Fp+b5+P3v1/z74Ex1jm9boKnOfQchxo3Fo32B52GeagxQKQRE3M/1z7cB+89my9/q3kdPh/vAfTWStpU/9YAmDsBN/aj2I+54W1yqLECKOeBsxmA+o9+mzuH7zIOfRluQ+ve62yg8r6j1rMu8E/+VlZCHy1+P4bfDI5ABYcD8P0b+sp3QKgXVrR1uAME7pwV6vKYQ/7hIWD0PgChIRCbKak4nKxDsQtBTXE60v0q3gbloxAGSC9d0CHJBX3TiVtQUBR4jB+8T+aeTX9OXGjpy7zI1jgCB1HvgLQg7aHcYaiC1Qdxh5vF6fcpxPOaxUWM0NQWEAo1Fzc+uSg7YN9SnA+fMA+TFoOA+3KjB6zZKz8bgdUxOQ5JtxiTSkHVwvHShM2Ht4ExC8BQeOFnsFjAXAN0Y5UUIL2PtmPE0FXMtlEoj99BjhQk1bWXcjo70uKapMSD33sQDV4P3YZxgu9a81GmALjBXJgW0yU00CRhPREPJzHXRY+Hqy5tXooeBeDxcvI5EH/PtdJ5zWcK4QjGQhp6J7yI6kcrkBUMbso2uxOUbKHRcPDW1QJ8n0BD/TIWIKFxSvB4XLdmcL5LBILZAnx8AlAF2z+MlbiVRSooDfAOOC+NGb1gaz8KUfg4Hu8Tj27+hluXM4Au/U2PKaZkNfFSs0bHwbU9ERAk0phIaLNdMY9iSbnUUyzzEwPbHCJmy5LnYQkaJccDTEPjpExAwIOgpHzoUXxVTBgkz4OYImAOktO1ycnLIm8sNp9Z4dG809LfgnNtozDjwN1GmaFKMupBZYC0KmPOYNSH5UuR+WpLFrMWHB6NQWYO4pfLh9c3vhyeF/4/DLc1AB0Lj17qhqtpkhknqvvxhj0pgd8uqIKZ8AZn8GtCzMGMW+PQp9Ez+Tu839R8elo8THnBGpiJieZbbyOco2zT5go10cNQgdhUXffVGZTJrTZTGBOIYTqC40HDQGiZ8HqEEsGzTRk2hpRoTpa7wK3D5/AnBQUVi/kGtza9Ei7v93PBzP7e8EfN9+iBkYfeTeKWQY+rLlUOexIoEt+PHvjUE188VBsTHyytl6CoGD1RMXl2ofZgvwMPh9aBLwIYW9zIQir5xCAFI8Q8iH/qhvmGz2MIYK7hWQOgWdb+fjbkn2eI1d/CurT/z9TGM57ljne/GtayJrXt8fWyJ72BABDgiEp0ohStqD/0TOE0TuV0Tum0Tu30siAbHy3SA3OyJWuyJ4uyKauyK8uyLev+qKCBWhwDEG3USK3UTO2Q8FNSLVBWhVVaxVWeAroA3LpCd+gS3aJrdI8u0k26SnfpMsym5/SeHtSLevIzpy7Vrbq2xIiLEfHztKObYXhdz+t9d8BdcCfcDXfEXXFn3B1qMiA43Cq3yy0jKNw5d88ddBfdSXfTHXVX3Vl31x12l91pd9sdd9fdeXffDDALzASzwYwwK8wMs8MMoayJYrKYMCaNiWPyAOpQ0Twyl8ynJB3NK3PL/DLH4NNUM91MOdPO1DP9TEHT0FQ0HU1J09LUND1NUdPUVDVdTVnT1tQ1fU1hrGQmm81mtFltZpvdZrhZbqab7Yxq0pv4Jv8f",
        "LZbZgSQxCENTcQhlfAD5Jzbvuedjt4+yQUhCPd+YY48e8444Y92xe9w9ao75fWMGr3vzlBPNEc7E4bV6rNic5zbn9ua19jjR4+Qdl3OX1+Rz8n3xvDnXnJ9nFJV3jrBpJVWosM44M8bpyc0YeTi2uRE5cnTRfnL4jlWLVhzk9fI5+b58/n3Jfw3GGGvl2Ac8yaF2HGrsGDSaDzoNz6JGAZFGTMz9M+biPnj3mjz8RvJafF7eA+i+49Dm5jcKwNwJuLEfxT7mhrc6RY0RQFkNzmQA6jf9JncWz04s+jLchNY5x5pA5X3GHW1d4K/zjXMP9IV9GH4yOALdKyYHLvrKd0CoF0akdbhzHh9rhLo0c8g/PASM7gYQGgIxmZKKxcm7KLYhKClOR7pvxZugbAphgOOlDTok2aBPOnHrk9aFvIjJ+8PcNekvx9CSm3mRLXEEDqLeAumFtG4npzWsNsStT+sV71WI728NLmKE/OQdp/GWixOfbJQtsE8pPo1PmIdJL4OAe3MjC6wnx3k2AqtjchyS9mVMKgVVL46Xpq1NkR9jXgBD4U6ZZiyYS4BOihwB0ntpO0YMXZVaQS59BjlScKiuvZTT2ZEW1xxKNPzuhWjwuuhWjBOp2ej+aX/cCOaLaTHdgQaaHFg/iIeTmGujR+OqTZs+okcBeNycbAfaPocynZd8LpdDGpFmSZkmQDhagezC4KRshpxAkdDC9kDVAjw/QNtecXkZDKcEX5frlgzOs/O59jAKL08AqmD7xlgHt7JIF0oDvAXOTeOpecwWClF4OR7vDx6d/Ctubc4A+urv7a4yZRkloJVA6mt7IiBIpDKR0Ga6Yh7FknKpp1jmFgPbHCJmy06puO7VpQYcHm9JBycE9GeIuDh4FF9dJoyyJcAJmIXkdE1yck8zE1c+s8Kjeael34JzbaIw48DdRJmiymHUhcrLiOAR5gxGbSx/FZlHU7KY9cLh0hhkZl2rmtZ4El8W31/8v0rjYICpiUwLJHI1TTLjRHUfb9iTEvhtgyq+l2Scwa8HYhZmnBqHPnklw4xGpbQW0ouHKTdYAzMxUb31NsJNSYi4z2/oYahcGXHxEfyZmxHcajOFMQ0q0xEcDQ0FodeE1yOUCL6blAE1KZGcvO4Ctxafw58UFFQs5ivcmvQ6LS5/LtxD4xvKzRx6YOT6zDY5YG23+4RI7Em0PyBWBN/7DdQnzsd1sKRegqI79QttPndQ40IbPCxaB76IKYWmIPc5xjcGKRghpiG+1Q3zlUlkCISxiWfbX0z88H425J/vECvfwubvvd/5zDOe7d/dV8Na1qxfj9fLnq0XBNLfQyU6UYpW1A89UziNUzmdUzqtUzu9LMjGoyV/LMmWrMmeLMqmrMquLMu2rPujggZqoSZqo0ZqpWZqh4RPSbVAWRVWaRVX+fi5wEURn8FLId2ia3SPLtJN5/zcpcswm57Te3pQL+rJZ05dqlt1re7Vxfvf045uhvV9ntf77oC74E64G+6Iu+LO5PtFVn1wuFVul1uWv51z99xBd9GddDfdUXfVnXV33eF6O77ebrvj7ro77+6bAWaBmWA2mBFmhZlhdpgh/uXAI5PFhDFpTByTJ345ZB6ZS+aTOWVemVvmlzkWv1Qz3Uw5087UM/1MQdPQVDQdTUnT0tQ0PU1R09RUNV1NWdPW1DV9TWH/AvniZbMZbVbXC9tfhpvlZrrZ3r+kN/FN/j8=",
        "M1AwVDBRsFQwNFMwMlUwNlMwsVQwM1GwMFQwNDBQMDQC0iYmQFmgCkugEqAaI1MgbWGpYGxkAlQP1A1UZ2ICpC1MFEyNLBVMzc0UzIDqzIC0OZBvDhS3AMpbAtVZAtUbmipYAE02MVcwAllqYQ40BWiCsamCqaGRgqmlIVCnkYK5KVCZCVCHkbmCuYKlBdB6Q6BiMwVjC2OgVUCFQNoMyDcHiluA5A0MzIGEJdCNRgrGxuYKJqZA95gDFVmCvAM0w8RIAWiRIdjpQAtNjYFmWACdCLQI6GOgflMFQ2OgfqB7TYwNgZIGCuZA2gLINwbpAzrUxEzBFGiNmbmBggXQwUA9RsCwAdkHNMwA6G9guFmYWgDNUDACOsXYEuhOc6AHgOZbAu0zBOoxBsqZGhkD7QV6zhAYrIaGCsaGQKcC2eZGZgqWIHOBzjc2NVAwNTMFBp8RyB6g5w2BHgdGkJkZyE0gD1sA7QWFtxEwQEEaFIzMQeYA9ZiCw8NYwQgUL5ZAf4DCHxgORsAQNbEEOggYh0AnmgN9CTTRAqjSzBhomAkwgMyBhgNtBNpuAoo8Q6ArLYEGAROAKUiTCdB1wCgxAbreHGgTUJcBKFiNgdELjEwg2xTobwtDoP2gMAYGi7kJ0L/AaDMHpghgCgKaZwx0qRkw0CwtQT4HWg0MVUtgwBkbgJKeBZANiiGguJmFAlAjMCGYG4DCHZjSgEygRkNgOjEBxqwF0O2GoCA2tQSmE6B/gD41A3oE6G4ToA5zC6BbTc0VTMHJCOhWkDeByoGBZGIG9CbQJCOgqWbAFA8KJhNQMgVGPzBhmgEdDAxCE3NQSAO9BQw5c6BDDYGGmIIcCLTbGJTsgF40AqUqc1BSAIUlSA4YOKAgMAWaDkpeoOgE+R0YtcBUYwo0whIYvibGwEgDhqsx0DYLoHeMzEGJDWi7ASj5A1Mj0M1mwEQLTHSmwGAAWmIKDHVTYOQBUxLQXybA+LAEpioToDWWpiDXA2MAGI4mQJWWIA+ZgOSBQQZKeeZAvgUoc4CCERg1xqAgAyUCYMQBrQK6zAwYgoZAY82NQGECDCKQ04xA1gOdCkoCQHlToNNMQFpAmRfoMWBKMQIKW4CymznQ40A5UwNQtgeGKDBcwBEANAWY7C2BCcsUmFqBGckMGKRGQPdaAN1pArTYEJR4QGUL0CCgwcYg7wHZpsA0agjEFkBdJkA1QEebgdK3CSivAn1pASpKgK4FBSDQfFCyBxYBRsASyQJUIgHjxhCUxUBKgUkSFJagNAXMzJYgNwBzsxHIxcBcZmoBinFQ6gWlUlABB0zjlqBAB7oTGACWBqBCBJRxgGkUmK7MgD40sgBZCXQ4sIAxBkY50FZzYDlpYggqM4GpEpxYgeEIKu9ASRqcwYHaDIExDPQOMOwMgTFjATTFFOhVY2AsG4OKCKAUMHEaAb1qCUzyZqBIBkoZggIL6FczYBgagxIGsMy0MAOZCiqtgWkSmC4tgOJmwPRvbAFKOMAEYAhKRKDSAhhFoKwJKslAxQkodsHhBkyeQCOA6c0E6CojA3BJBlQDTK+mwIAxBiZGQ1DCAdpjbgYKDFAZDYwlc5BZwKgHuQfoSxOgW42AiQnoIwtw9gYV4aBSEhgQZuD0BowPUKFiBgoRUMYHRjg4cQO9AMrVoDIF6E1QQQUqHYHusAQGgwUwQM1AJTwojQCNMAKKGQKNAboaWEqYA1WagfICUJcxkG8EqlKAMQiKLKD/LICp1Rxol6klyF2g6gKUD0HFNzDIQWUO0A5gQrYwAJVtoDAAZlsTUH4CRhIwnxhZgioQkIlA94HrQFA6AfkPqB3oFnNQWgIGkZkhKL0ArTEA5UFQwgUGGzAcjIFWGwHThZEhKAhBpSBQP1AZUARUkALdCAwYS2DAW4LiDZj4LEAlEagQMAIVm8A0awmqMYHpAVxtgMIfKAaMLHNwhjWHsEFiIDmQGpBaS4hesBkgs0BmWkDsANsFstMSlBZADrE0ALsK5DqQK0GuBbka7HqgL0C+AfkK5DuQL0G+Bfka5HtQKIBCAxws5pBQAoUWKNRAoQcKRVBogkIVFLqgUAaFNijUQZUKMA5AcQGKE1DcgOIIFFegOAPFHTAKwTEJigtgzIJiGBTToBgHxbwRJBWAMgrIfaCCF2gQKLWAUg0o9YBSESg1mZpCUhcolQETGyjNgdIeKA2C0iIoTYITJyiVglIrKNWCUi8oFZtA0zTI66AyzNIMnOZBaR+UB0B5AZQnQHkDlEdAeQWUZ8zBNTIo9oHuAOUqUO4C5TJzSJ4D5T1QHgTlRVCeBOVNUB4F5VVQngXlXVAetgDncWNw3gblcVBeB+V5UN4HlQGgsgBUJoDKBlAZASorQGUGqOwAlSGglgNQClSygEoYUEkDKnFAJY8RpBwClUegcglUPoHKKVB5BSq3QOUXqBwzgpRqoNINVMqBSjtQqQcq/UClIKg0BJWKoNIRVEqCSktQqQkqPUGlKKg0BZWqoNIVVMqCSltQqQsqfUGlMKgFYmAELptBZTSorLYAF7aQMhxUloPKdFDZbgkp6UElPqjkBwA=",
        "BcEHAQAwDMMwKoaw9Kb8iU16iOLQEE0OdUxhofdQCFWhOXRDRBM9hI+MIkfUe1SJctFx9A4TzeywcawLl7j3uBFq/FAtoSG85Dwqm1bQJ2aD7cb1uFiWMzoRHtJJOWgn42FP+IzeW/SOiCBzqS56k7nCWq6CechHxqM6aZuNxlPovUZ5hItK0X5sCrvIh7xkDf2W2Yez0XuBJshM+g1j4TZh4h15Qe+yU1wnyibDdCQbj9MhiVTROjaGy0a5ZD96mnWg90QoqRxmhG30TObRG/gt2cQWrWbb6L0kStQ9tsRdEfWoW7YHEys6B79kksxi3mIH6kfFsXrcJTFH9+BqFEvFY9Uk+YJ5yb0hXtDvsIziUZlsmR5ym7lBj8xmJrgTqWRqOIt8x5Q5HxnJjBmym31DP+o1O4EU1CbOQRd0Hxcm7jGTxFFvWDfqpetx0eRL5oItahZPEP2YOkpUFa4japke2tQKe4grVomi6TK3SZ5wPKKC2UZPdJrbpd7hDsJms9E2E8M+OppzUBn4kqzFCmIfm0c8MVuoHqPFS4+poGNp6opzU3PcFNXBtahKroaq4OqoOm4eNcXtUV703tAyGXQv28wrFMP0ITcbQXSwl2Qs3qD0uD76iWrmPVRm3xJ9OIJcc9X0a2aZesQb1kl2cln0My5mRbRwBRWDgnmH7vB75BV3R9+iW/xMKZCZbKIaz1B+3LCRZCW3RZ+JKDyiTiiSnaFeUI/xkSnOxeQj1lwu7SMquWd6hojBt/SIiOVe0VtEDRfHvCac3AbTRaaJYkOUhF7iN/QL4j3uHSORakJsmiqjedhJ35FactkxdUHIXDfjprSohW+YLHILafAcoyYnkRJvMWHShSo4idmkcomXnB/bj44gbtjAfUweFSJeo/cea9Nrch+a4ubYWXqWnEObnM3eMG8omcigjLeZa1pLltAseq9wFjNDv0fmoC1UeJp9R3dTL4lO9Job4yjGQVdQr4gxyiKwxXYysfRL0iJGqJJYLgLrse/RF5SHdBB+yA8Hd8094XesjknR1dSI3CPuiBCqZoXeM5fG+/Arth6zZmR6Hv2K6keeyTL5HtFF6KExCnOPLuJxt9wsl8cpsQ/P4loch5XsHetld9k5dpLtY3vZXraPnWTn2F3Wy95hJY7DtXgW+zgll8fNcrfEo4t7KIzGhB7RRb5Hlskz1Y9+Rc9jZGbN1sOv8D4ujd4zK1RNhIg7co8a0dVMitXhd9wTd40D+RF+pIPy0Bfse1iPiyAWVRIj0qJfMrFsJ7YIlEWMqVd0BePAUdwYvSY6qZd0N/sOT6NCW2QO/R4zg7PQe4VmyRKtZa7xNmUig5KZN+wNZ6NNco6eZWe5OTRF7qPXrI3ee8RrKsTk4T42iBs6gu3H+REvqVxmk5NQBeliwngLKclJRo3nkIbcYrLwDWpRWsbNdRMydcGOySW19B12onlUmU0TItWMxL0j3qNf4DfoJSWxIaLINNPFbRBO5jUXR9TQW9wrIpYe4Vsihp7hnolK2sflEmsmH+ciU4yPetQLdgZFUic8IqLoM7dFVrKR3FB+eIao5gM=",
    ]

    @Test func `stored, fixed and own codes are unpacked`() throws {
        let text = (0..<700).map { "\($0 * $0 % 1009) " }.joined()
        for base64 in packed {
            let data = [UInt8](try #require(Data(base64Encoded: base64)))
            var inflater = Inflater(data)
            try inflater.unpack(upTo: 1 << 20)
            #expect(String(decoding: inflater.output, as: UTF8.self) == text)
            #expect(inflater.isFinished && inflater.place == data.count)
            // Piece by piece it is the same.
            var pieces = Inflater(data)
            for count in stride(from: 1, through: text.utf8.count, by: 13) { try pieces.unpack(upTo: count) }
            try pieces.unpack(upTo: 1 << 20)
            #expect(pieces.output == inflater.output)
        }
    }

    @Test func `long gzip files run through a small window`() throws {
        let scratch = try ScratchFolder()
        // 2 million cells of "7 ": a header as a stored block, then the rest by a Deflate copy of distance 2.
        var stream = BitWriter()
        let head = Array("ncols 2000\nnrows 1000\nxllcorner 0\nyllcorner 0\ncellsize 10\n7 ".utf8)
        stream.stored(head)
        let copies = (2_000_000 - 1) * 2 / 258
        stream.copies(copies, rest: (2_000_000 - 1) * 2 % 258)
        var sum: UInt32 = ~0
        for byte in head + Array(repeatElement([55, 32], count: 2_000_000 - 1).joined()) {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
        }
        let length = UInt32(head.count + (2_000_000 - 1) * 2)
        var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + stream.bytes
        for number in [~sum, length] { for i: UInt32 in 0..<4 { bytes.append(UInt8(number >> (8 * i) & 255)) } }
        let raster = try GridFile.read(path: try scratch.file("long.asc.gz", Data(bytes))).raster
        #expect(raster.values.count == 2_000_000 && raster.values.allSatisfy { $0 == 7 })
    }
}

/// Writes Deflate by hand: RFC 1951, fixed codes.
private struct BitWriter {
    var bytes: [UInt8] = []
    private var pending: UInt64 = 0, count: UInt64 = 0

    private mutating func bits(_ value: UInt64, _ length: UInt64) {
        pending |= value << count
        count += length
        while count >= 8 {
            bytes.append(UInt8(pending & 255))
            pending >>= 8
            count -= 8
        }
    }
    private mutating func code(_ value: UInt64, _ length: UInt64) {
        for bit in stride(from: Int(length) - 1, through: 0, by: -1) { bits(value >> UInt64(bit) & 1, 1) }
    }
    mutating func stored(_ data: [UInt8]) {
        bits(0, 3)
        if count > 0 { bits(0, 8 - count) }
        bits(UInt64(data.count), 16)
        bits(UInt64(~UInt16(data.count)), 16)
        for byte in data { bits(UInt64(byte), 8) }
    }
    /// Copies of 258 bytes from 2 bytes back, then `rest` literals of the same, in a last block.
    mutating func copies(_ number: Int, rest: Int) {
        bits(0b011, 3)
        for _ in 0..<number {
            code(0b11000101, 8)  // length 258
            code(1, 5)  // distance 2
        }
        for i in 0..<rest { code(0x30 + (i % 2 == 0 ? 55 : 32), 8) }
        code(0, 7)
        if count > 0 { bits(0, 8 - count) }
    }
}
