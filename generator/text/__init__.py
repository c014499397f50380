"""Words, sentences and phrases, and finding them."""
