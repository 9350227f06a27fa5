"""The opened case: its header, its lines, its dialogs; the screens inside it stand in the folders of their features."""
