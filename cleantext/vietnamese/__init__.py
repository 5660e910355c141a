"""Facts about the Vietnamese language and its encodings: letters, syllables, tones; and how text in it broke."""
