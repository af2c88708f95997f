import LecternNotebook
import LecternRun
import LecternText
import Testing

struct FormatTests {
  private static func format(_ text: String) -> FormattedNotebook {
    FormattedNotebook(Notebook.parse(SourceFile(name: "notes.md", text: text)))
  }

  @Test(arguments: [
    ("```nn\nlet x=1\n\r\n\r\n```\n", "```nn\nlet x = 1\r\n```\n"),
    ("a  *b*\n\n```nn\nlet x=1\n```\n", "a  *b*\n\n```nn\nlet x = 1\n```\n"),
    (
      "> ```nn\n> let x=1\n>\n>\n> let y=2\n> ```\n",
      "> ```nn\n> let x = 1\n>\n> let y = 2\n> ```\n"
    ),
    (
      "- a\n  ```nn\n  if x==1\n  let y=2\n  end\n  ```\n",
      "- a\n  ```nn\n  if x == 1\n    let y = 2\n  end\n  ```\n"
    ),
    (
      "```nn\r\nlet x=1\r\n\r\n\r\nlet y=1\r\n```\r\nb\r\n",
      "```nn\r\nlet x = 1\r\n\r\nlet y = 1\r\n```\r\nb\r\n"
    ),
    ("```nn\n#| label: a\nlet x=1\n```\n", "```nn\n#| label: a\nlet x = 1\n```\n"),
    ("```python\nx=1\n```\n`{nn} 1+1`\n", "```python\nx=1\n```\n`{nn} 1+1`\n"),
    ("```nn\n```\n\n```nn\n\n\n```\n", "```nn\n```\n\n```nn\n\n\n```\n"),
  ])
  func `cells alone are changed`(text: String, expected: String) {
    #expect(Self.format(text).text == expected)
    #expect(Self.format(expected).text == expected)
  }

  @Test func `a mistaken cell stays`() {
    let formatted = Self.format("```nn\nlet x=(1\n```\n\n```nn\nlet y=1\n```\n")
    #expect(formatted.text == "```nn\nlet x=(1\n```\n\n```nn\nlet y = 1\n```\n")
    #expect(formatted.mistakenLines == [1])
  }

}
