"""What is asked and entered on a case: questions, particulars, documents, queries; nothing of what comes out."""
