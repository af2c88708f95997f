/// A key of the front matter or of a cell's options, and what it says.
package struct SettingEntry: Sendable {
  package let key: String
  /// What may stand behind it.
  package let values: String
  package let meaning: String
  /// What holds without it; nil where there is simply nothing.
  package let standard: String?

  init(_ key: String, _ values: String, _ meaning: String, default standard: String? = nil) {
    self.key = key
    self.values = values
    self.meaning = meaning
    self.standard = standard
  }
}

/// The keys that notebooks may use: readers, suggestions and help read this.
package enum SettingTable {
  package static let cellOptions = [
    SettingEntry(
      "label", "fig-cost", "a name to refer to: @fig-cost in the prose shows the figure's number"),
    SettingEntry(
      "echo", "true, false or fold", "whether the report shows the code", default: "true"),
    SettingEntry("eval", "true or false", "whether the cell runs", default: "true"),
    SettingEntry(
      "needs", "a file, or several: a.h5, b.h5",
      "the cell runs only where all of these data files are found; else the report says so"),
    SettingEntry(
      "without", "a file, or several: a.h5, b.h5",
      "the cell runs only where one of these data files is not found; else it is left out"),
    SettingEntry(
      "output", "true or false", "whether the report shows what it gives", default: "true"),
    SettingEntry(
      "include", "true or false", "whether the report shows anything of the cell; it runs",
      default: "true"),
    SettingEntry(
      "error", "true or false", "whether the cell must fail, and shows its mistake",
      default: "false"),
    SettingEntry(
      "warning", "true or false",
      "whether warnings about the cell are given; false: they are known",
      default: "true"),
    SettingEntry(
      "fig-cap", "a text; for several figures a list of texts",
      "the caption of the cell's figure; may hold `{nn} values`"),
    SettingEntry("fig-alt", "a text", "what the figure shows, for those who cannot see it"),
    SettingEntry(
      "tbl-cap", "a text; for several tables a list of texts",
      "the caption of the cell's table; may hold `{nn} values`"),
    SettingEntry("fig-width", "pixels, up to 10000", "the width of its figures"),
    SettingEntry("fig-height", "pixels, up to 10000", "the height of its figures"),
    SettingEntry(
      "layout-ncol", "2, 3 or 4",
      "shows the figures of the cell side by side, as panels (a), (b) … of one figure"),
    SettingEntry("code-fold", "true or false", "whether the code is folded; as echo: fold"),
    SettingEntry(
      "points", "a number",
      "what the cell's expectations are worth together; a blank ___ in its code leaves the exercise "
        + "open, which fails nothing and earns nothing"),
    SettingEntry("timeout", "seconds", "how long the cell may run", default: "no limit"),
    SettingEntry("memory", "500 MB or 2 GiB", "how much memory its values may take"),
  ]

  package static let frontMatter = [
    SettingEntry("title", "a text", "the title of the report"),
    SettingEntry("subtitle", "a text", "the line below the title"),
    SettingEntry("author", "a name or a list of names", "who wrote it"),
    SettingEntry("date", "a text", "the date that is printed"),
    SettingEntry("lang", "en, de, pt-BR …", "the language of the prose", default: "en"),
    SettingEntry("abstract", "a text", "what the notebook is about; may hold `{nn} values`"),
    SettingEntry(
      "toc", "true or false", "whether the report has a table of contents", default: "true"),
    SettingEntry(
      "number-sections", "true or false", "whether headings are numbered", default: "false"),
    SettingEntry(
      "params", "name: value, one a line",
      "values that formulas know by name and -P name=value changes"),
    SettingEntry("seed", "a whole number", "the seed of the first random number", default: "0"),
    SettingEntry(
      "precision", "float64 or float32", "what networks are trained in", default: "float64"),
  ]

  /// The keys of `course.yml`.
  package static let course = [
    SettingEntry("title", "a text", "the title of the course", default: "Notebooks"),
    SettingEntry("subtitle", "a text", "the line below the title"),
    SettingEntry("author", "a name or a list of names", "who wrote it"),
    SettingEntry("lang", "en, de, pt-BR …", "the language of the list", default: "en"),
    SettingEntry("abstract", "a text", "what the course is about"),
    SettingEntry(
      "order", "a list of files", "the order of the notebooks", default: "by their names"),
    SettingEntry(
      "parts", "a list; each part has notebooks: and may have a title:",
      "the notebooks in parts, instead of order"),
  ]

  /// The keys of one of its parts.
  static let coursePart = [
    SettingEntry("title", "a text", "the heading of the part"),
    SettingEntry("notebooks", "a list of files", "its notebooks, in order"),
  ]
}
