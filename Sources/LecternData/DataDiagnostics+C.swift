import LecternText

/// `csv-column-range` to `csv-unclosed-quote`.
extension DataDiagnostics {
  static let pagesC: [DiagnosticPage] = [
    DiagnosticPage(
      "csv-column-range", "columns= asks for a column behind the last one.",
      example: """
        heights.csv:
        height,weight,sex
        181,79,m
        165,60,f

        data csv "heights.csv" label=sex columns=0..5
        """, repair: "Columns count from 0 and both ends belong to the range: columns=0..1."),
    DiagnosticPage(
      "csv-compressed", "The table is compressed, and data csv reads plain text.",
      example: """
        # gzip heights.csv
        data csv "heights.csv.gz" label=sex
        """, repair: "Unpack it first: gunzip heights.csv.gz."),
    DiagnosticPage(
      "csv-duplicate-column", "Two columns of the table have the same name.",
      example: """
        heights.csv:
        height,height,sex
        181,79,m
        165,60,f

        data csv "heights.csv" label=sex columns=[height]
        """, repair: "Give every column its own name in the first line."),
    DiagnosticPage(
      "csv-empty-cells", "Cells of the table that training would use are empty.",
      example: """
        heights.csv:
        height,weight,sex
        181,,m
        165,60,f

        data csv "heights.csv" label=sex
        """, repair: "Fill them, drop their rows, or choose the other columns: columns=[height]."),
    DiagnosticPage(
      "csv-empty-file", "The table holds no text.",
      example: """
        # heights.csv has 0 bytes
        data csv "heights.csv" label=sex
        """, repair: "Look whether this is the file you meant; each of its lines is an example."),
    DiagnosticPage(
      "csv-empty-label", "An example of the table has no label.",
      example: """
        heights.csv:
        height,weight,sex
        181,79,
        165,60,f

        data csv "heights.csv" label=sex
        """, repair: "Fill the cell, or drop the row."),
    DiagnosticPage(
      "csv-header-only", "The table has a line with the names of columns, and no examples.",
      example: """
        heights.csv:
        height,weight,sex

        data csv "heights.csv" label=sex
        """, repair: "Each line after the first is an example: add some."),
    DiagnosticPage(
      "csv-image-size", "The table has not as many input columns as image= has pixels.",
      example: """
        digits.csv:
        p0,p1,p2,p3,digit
        0,255,255,0,7
        255,0,0,255,1

        data csv "digits.csv" label=digit image=28x28
        """,
      repair: "Multiply: four columns are 2x2. columns= leaves those out that are no pixels."),
    DiagnosticPage(
      "csv-label-among-columns",
      "The label is also an input, which would tell the model the answer.",
      example: """
        heights.csv:
        height,weight,sex
        181,79,m
        165,60,f

        data csv "heights.csv" label=sex columns=[height, sex]
        """, repair: "Leave it out of columns=."),
    DiagnosticPage(
      "csv-label-text", "The column of the label holds numbers and a word among them.",
      example: """
        # heights.csv:
        # age,height
        # 10,139.5
        # 11,tall
        # … 40 more lines, each with another height
        data csv "heights.csv" label=height
        """, repair: "Correct the cell or drop the row: a number to predict cannot be a word."),
    DiagnosticPage(
      "csv-long-line", "A line of the table is longer than a hundred megabytes.",
      example: """
        # backup.csv is no text
        data csv "backup.csv" label=sex
        """, repair: "Look whether this is a text file with an example in each line."),
    DiagnosticPage(
      "csv-many-classes", "Nearly every example has a label of its own, so they are no classes.",
      example: """
        # people.csv:
        # name,height,sex
        # Ada,165,f
        # Alan,178,m
        # … 60 more lines
        data csv "people.csv" label=name
        """, repair: "Name the column with the classes, label=sex."),
    DiagnosticPage(
      "csv-missing-column", "columns= names a column that the table does not have.",
      example: """
        heights.csv:
        height,weight,sex
        181,79,m
        165,60,f

        data csv "heights.csv" label=sex columns=[Height]
        """,
      repair: """
        Take a name of its first line, letter by letter; without such a line, count from 0.
        """),
    DiagnosticPage(
      "csv-missing-label", "label= names a column that the table does not have.",
      example: """
        heights.csv:
        height,weight,sex
        181,79,m
        165,60,f

        data csv "heights.csv" label=gender
        """, repair: "Take a name of its first line; without such a line, a place counted from 0."),
    DiagnosticPage(
      "csv-no-columns", "The table has the label and no other column.",
      example: """
        heights.csv:
        sex
        m
        f

        data csv "heights.csv" label=sex
        """, repair: "Add a column of numbers to learn from."),
    DiagnosticPage(
      "csv-not-finite", "Cells of the table are nan or inf, and training needs numbers.",
      example: """
        heights.csv:
        height,weight,sex
        181,nan,m
        165,60,f

        data csv "heights.csv" label=sex
        """, repair: "Correct the cells, or drop their rows."),
    DiagnosticPage(
      "csv-not-utf8", "The table is text in another encoding than UTF-8.",
      example: """
        # a spreadsheet wrote heights.csv as Latin-1 or UTF-16
        data csv "heights.csv" label=sex
        """, repair: "Save it as UTF-8; spreadsheets call it CSV UTF-8."),
    DiagnosticPage(
      "csv-ragged", "A line of the table has more or fewer cells than the first.",
      example: """
        heights.csv:
        height,weight,sex
        181,79,m
        165,60,5,f

        data csv "heights.csv" label=sex
        """,
      repair: "Correct the line. Decimals have a point; a cell with a comma in it needs quotes."),
    DiagnosticPage(
      "csv-stray-quote", "Text follows the quotation mark that ends a cell.",
      example: """
        heights.csv:
        height,weight,sex
        181,79,"m"ale
        165,60,"f"

        data csv "heights.csv" label=sex
        """, repair: "Put the whole cell into quotes; a quotation mark inside is written twice."),
    DiagnosticPage(
      "csv-text", "A column that training would use holds a word.",
      example: """
        heights.csv:
        name,height,sex
        Ada,165,f
        Alan,178,m

        data csv "heights.csv" label=sex
        """, repair: "Correct the cell, or choose the other columns: columns=[height]."),
    DiagnosticPage(
      "csv-unclosed-quote", "A cell begins with a quotation mark, and none ends it.",
      example: """
        heights.csv:
        height,weight,sex
        181,79,"m
        165,60,f

        data csv "heights.csv" label=sex
        """, repair: "Write the missing mark; a mark inside a cell is written twice."),
  ]
}
