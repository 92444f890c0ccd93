"""What surrounds whoever is signed in: the start page, the menu, search and the trail."""
