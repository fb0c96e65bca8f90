"""Exchange files: reading and writing workbooks and csv safely. Formats only, no business.

An exchange file goes through two steps (docs/architecture.md): read and judge every row and show the outcome;
then commit in one transaction. One tuple of `Column` serves the template, the import and the export:

    from office.exchange.columns import Column
    from office.exchange.headers import find_header
    from office.exchange.report import Report
    from office.exchange.returning import error_workbook
    from office.exchange.sheets import read_tables

    COLUMNS = (
        Column("name", "姓名", aliases=("学员姓名",), required=True, clean=clean_name),
        Column("id_number", "证件号码", aliases=("身份证号",), required=True, clean=clean_id_number),
    )

    # Step one: nothing is stored
    layout = find_header(read_tables(content, filename), COLUMNS)
    judged = [layout.judge(row) for row in layout.rows()]   # cleaned values; required, choice, cell_error
    for row in judged:
        if not row.rejected and not check_name(row.values["name"]):
            row.refuse("name", "name", NAME_MESSAGE)        # the importer's own rules; row.warn(...) too
    report = Report(layout.recognised, judged)              # report.to_json() is kept for step two

    # The uploader's workbook comes back with what is wrong in it
    returned = error_workbook(content, filename, report, columns=COLUMNS)

    # Step two, later: Report.from_json(...).accepted is written in one transaction by the importer's action

Rooms: `files` guards, `cells` types, `workbook` reads .xlsx with openpyxl, `sheets` tables, `columns`,
`headers` and `layouts` where the data lies, `rows` which rows are data, `report` the judgement, `writing`,
`template` and `returning` workbooks out.
"""
