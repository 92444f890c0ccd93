"""Django parts without domain words: base models, pages, components, the embedded database."""
