"""The opened case: its header and its lines; the screens inside it stand in the folders of their features."""
