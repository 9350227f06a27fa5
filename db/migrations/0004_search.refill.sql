-- The list of cases is searched like everything else: hiragana or katakana, with marks or without, makes no difference.
-- `folded` is the program's own function; it gives the same of an earlier folding as of the text itself.
UPDATE cases SET search_text = folded(search_text);
