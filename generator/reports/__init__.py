"""Problems for other programs, one file a form: what a forge or an editor shows beside the line."""
