"""The files that ``ecma2lint init`` writes: a commit hook and one file per CI platform."""
