extension QueryResult {
    /// The result with a table's rows put in order by a column, from 0; rows with equal values stay in their order.
    /// A result without that column stays as it is.
    package func sorted(by column: Int, isDescending: Bool) -> QueryResult {
        guard case .table(let headers, let rows) = content, headers.indices.contains(column) else {
            return self
        }
        let values = rows.map { $0[column] }
        let order = RowOrder([ColumnOrder(values, isDescending: isDescending, ValueOrder())])
        let places = order.sorted(count: rows.count, keep: nil)
        return QueryResult(
            .table(headers: headers, rows: places.map { rows[$0] }), count: count, dropped: dropped,
            settings: settings)
    }
}
