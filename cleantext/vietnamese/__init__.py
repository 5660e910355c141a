"""Facts about the Vietnamese language and its encodings: letters, syllables, tones, charsets."""
