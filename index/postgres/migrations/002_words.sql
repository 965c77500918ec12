-- Where each term of each field stands: paragraph keys in order, with how often it stands there and
-- how long the field is there, the latter as one of 256 rounded lengths. A block holds what one
-- generation added for one bucket of articles.
CREATE TABLE postings (
  bucket SMALLINT NOT NULL, field SMALLINT NOT NULL, term TEXT COLLATE "C" NOT NULL,
  born BIGINT NOT NULL, held INTEGER NOT NULL,
  keys BIGINT[] NOT NULL, counts SMALLINT[] NOT NULL, lengths SMALLINT[] NOT NULL,
  PRIMARY KEY (term, field, bucket, born)
);
-- How many terms each paragraph has in each field, for those whose terms are in postings.
CREATE TABLE worded (
  article BIGINT NOT NULL, paragraph BIGINT NOT NULL,
  words BIGINT NOT NULL, headline BIGINT NOT NULL, pieces BIGINT NOT NULL,
  PRIMARY KEY (article, paragraph)
);
CREATE INDEX worded_by_paragraph ON worded (paragraph);
