"""The signed-in shell: start page, to-do list, navigation, search, audit trail."""
