let docsPage = ""
