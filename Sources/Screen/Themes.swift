extension Theme {
    /// For terminals with a dark background.
    package static let dark = Theme(
        name: "dark", foreground: 252, background: 234,
        [
            .text: Paint(),
            .dim: Paint(247),
            .title: Paint(255, .bold),
            .border: Paint(245),
            .borderFocused: Paint(80),
            .cursorLine: Paint(255, on: 237, .bold),
            .selectedLine: Paint(252, on: 235),
            .heading: Paint(117, .bold),
            .link: Paint(111, .underline),
            .tag: Paint(179),
            .code: Paint(180),
            .done: Paint(114),
            .open: Paint(252),
            .blocked: Paint(210),
            .warning: Paint(221),
            .overdue: Paint(209, .bold),
            .review: Paint(183),
            .person: Paint(115),
            .date: Paint(152),
            .hint: Paint(249),
            .hintKey: Paint(222, .bold),
            .message: Paint(255),
            .error: Paint(210, .bold),
            .progress: Paint(80),
            .added: Paint(120),
            .match: Paint(16, on: 220),
            .bar: Paint(252, on: 236),
        ])

    /// For terminals with a light background.
    package static let light = Theme(
        name: "light", foreground: 235, background: 231,
        [
            .text: Paint(),
            .dim: Paint(240),
            .title: Paint(16, .bold),
            .border: Paint(242),
            .borderFocused: Paint(24),
            .cursorLine: Paint(16, on: 189, .bold),
            .selectedLine: Paint(235, on: 255),
            .heading: Paint(18, .bold),
            .link: Paint(19, .underline),
            .tag: Paint(89),
            .code: Paint(52),
            .done: Paint(22),
            .open: Paint(235),
            .blocked: Paint(88),
            .warning: Paint(58),
            .overdue: Paint(124, .bold),
            .review: Paint(54),
            .person: Paint(23),
            .date: Paint(236),
            .hint: Paint(238),
            .hintKey: Paint(53, .bold),
            .message: Paint(16),
            .error: Paint(88, .bold),
            .progress: Paint(24),
            .added: Paint(22),
            .match: Paint(16, on: 222),
            .bar: Paint(235, on: 254),
        ])

    /// Without any colour: `NO_COLOR`, and terminals that have none.
    package static let plain = Theme(
        name: "plain", foreground: 252, background: 234,
        [
            .dim: Paint(.dim),
            .title: Paint(.bold),
            .borderFocused: Paint(.bold),
            .cursorLine: Paint(.reverse),
            .selectedLine: Paint(.underline),
            .heading: Paint(.bold),
            .link: Paint(.underline),
            .overdue: Paint(.bold),
            .blocked: Paint(.bold),
            .hintKey: Paint(.bold),
            .error: Paint(.bold),
            .match: Paint([.bold, .underline]),
            .bar: Paint(.reverse),
        ])
}

extension Paint {
    fileprivate init(_ attributes: Style.Attributes) { self.init(nil, on: nil, attributes) }
    fileprivate init(_ foreground: UInt8, _ attributes: Style.Attributes) {
        self.init(foreground, on: nil, attributes)
    }
}
