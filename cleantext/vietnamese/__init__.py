"""Facts about the Vietnamese language and its encodings: letters, syllables, charsets. They change no text."""
