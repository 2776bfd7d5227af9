extension Command {
    /// Asking the vault, and looking at tables.
    static let queries: [Command] = [
        Command("query.type", .finding, "Type a Dataview query over the whole vault", hint: "query") {
            $0.typeQuery()
        },
        Command(
            "table.sort", .finding, "Sort the table by its next column, upwards and then downwards",
            hint: "sort", obstacle: \.tableObstacle
        ) { $0.sortTable() },
        Command(
            "table.right", .finding, "Show the columns further right in the table", hint: "columns",
            obstacle: \.tableObstacle
        ) { $0.scrollTable(by: 1) },
        Command(
            "table.left", .finding, "Show the columns further left in the table", obstacle: \.tableObstacle
        ) { $0.scrollTable(by: -1) },
    ]
}
