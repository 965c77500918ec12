-- Where each term of each field stands: paragraph keys in order, with how often it stands there and
-- how long the field is there, rounded (index/postgres/word_writer.py). A block holds what one
-- generation added for one bucket of articles; `held` is how many more paragraphs hold the term
-- since then: what the generation added less what died in it.
CREATE TABLE postings (
  bucket SMALLINT NOT NULL, field SMALLINT NOT NULL, term TEXT COLLATE "C" NOT NULL,
  born BIGINT NOT NULL, held INTEGER NOT NULL,
  keys BIGINT[] NOT NULL, counts SMALLINT[] NOT NULL, lengths SMALLINT[] NOT NULL,
  PRIMARY KEY (term, field, bucket, born)
);
-- How many terms each paragraph has in each field, for those whose terms are in postings, and
-- which: each once, spaced, after the number of its field.
CREATE TABLE worded (
  article BIGINT NOT NULL, paragraph BIGINT NOT NULL,
  words BIGINT NOT NULL, headline BIGINT NOT NULL, pieces BIGINT NOT NULL,
  terms TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (article, paragraph)
);
CREATE INDEX worded_by_paragraph ON worded (paragraph);
