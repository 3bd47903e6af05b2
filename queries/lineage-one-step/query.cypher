// What does this come from, in one step, and by which claims?  ($root: a key)
// One row a claim and a thing upstream. Which end of a predicate is upstream, and for which kinds of object, stands in
// ontology/codelists/predicates.csv; the lists below are held to it by a test.
WITH {
    CITES: ['Instrument', 'Document', 'Part', 'Strategy', 'Meeting', 'Group', 'Initiative', 'Programme'],
    RECALLS: ['Instrument', 'Document', 'Part', 'Strategy', 'Meeting'],
    REAFFIRMS: ['Instrument', 'Document', 'Part', 'Strategy', 'Meeting'],
    WELCOMES: ['Instrument', 'Document', 'Part', 'Strategy', 'Group', 'Meeting', 'Initiative'],
    TAKES_NOTE_OF: ['Instrument', 'Document', 'Part', 'Strategy', 'Group', 'Meeting'],
    PREPARED_BY: ['Group', 'Meeting']
  } AS objectUpstreamIf, {
    SUBMITTED_TO: ['Meeting']
  } AS subjectUpstreamIf
// where it begins: the thing, its whole, and what is the same thing under another key
MATCH (begin:Entity)
WHERE begin.key = $root OR (begin.key = split($root, '#')[0] AND NOT $root CONTAINS '!')
MATCH (begin)-[:ISSUED_AS*0..10]-(start:Entity)
WITH objectUpstreamIf, subjectUpstreamIf, collect(DISTINCT start) AS starts
UNWIND starts AS start
// a claim that is made at the start or at a part of it
MATCH (lower:Entity)
WHERE lower = start OR (lower.key STARTS WITH start.key + '#' AND NOT lower.key CONTAINS '!')
CALL (lower, objectUpstreamIf, subjectUpstreamIf) {
  MATCH (lower)-[r:ENDORSES|RESPONDS_TO|BASED_ON|IMPLEMENTS|RENEWS|ADAPTS|AMENDS|REPLACES|RETIRES|SUCCESSOR_OF|
    VERSION_OF|FULFILS|ADOPTED_AT|REQUESTED_IN|REQUESTED_BY]->(upper:Entity)
  RETURN r, upper, lower AS subject, upper AS object
  UNION
  MATCH (lower)-[r:CITES|RECALLS|REAFFIRMS|WELCOMES|TAKES_NOTE_OF|PREPARED_BY]->(upper:Entity)
  WHERE any(label IN labels(upper) WHERE label IN objectUpstreamIf[type(r)])
  RETURN r, upper, lower AS subject, upper AS object
  UNION
  MATCH (upper:Entity)-[r:INFORMS|MANDATES|REQUESTS|RECOMMENDS|REQUESTS_REPORT_FROM|ESTABLISHES|LAUNCHES|EXTENDS_TERM|
    BROADENS_MANDATE|RENAMES|TERMINATES|APPROPRIATES|MERGES_INTO|ANSWERED_BY]->(lower)
  RETURN r, upper, upper AS subject, lower AS object
  UNION
  MATCH (upper:Entity)-[r:SUBMITTED_TO]->(lower)
  WHERE any(label IN labels(lower) WHERE label IN subjectUpstreamIf[type(r)])
  RETURN r, upper, upper AS subject, lower AS object
}
// what is known now, and was not taken out by a person
WITH starts, start, lower, upper, subject, type(r) AS predicate, object, r
WHERE r.knownTo IS NULL AND NOT EXISTS {
  MATCH (v:Verdict {statement: r.statement})
  WHERE v.verdict IN ['rejected', 'corrected'] AND NOT EXISTS { MATCH (w:Verdict {statement: r.statement}) WHERE w.at > v.at }
}
// what is reached: the other end, its whole, and what is the same thing
MATCH (reached:Entity)
WHERE reached = upper OR (reached.key = split(upper.key, '#')[0] AND NOT upper.key CONTAINS '!')
MATCH (reached)-[:ISSUED_AS*0..10]-(upstream:Entity)
WITH starts, start, lower, upper, reached, upstream, subject, predicate, object,
  CASE WHEN lower.key CONTAINS '!' THEN lower.key ELSE split(lower.key, '#')[0] END AS lowerWhole,
  CASE WHEN upper.key CONTAINS '!' THEN upper.key ELSE split(upper.key, '#')[0] END AS upperWhole
// within one whole a claim joins its two ends only; the thing itself and its whole are no step; what is only spoken of is not reached
WHERE (lowerWhole <> upperWhole OR (lower = start AND upper = reached))
  AND NOT upstream IN starts
  AND NOT upper:Place AND NOT upper:Population AND NOT upper:Figure AND NOT upper:Topic AND NOT upper:Sdg
  AND NOT lower:Place AND NOT lower:Population AND NOT lower:Figure AND NOT lower:Topic AND NOT lower:Sdg
RETURN DISTINCT upstream.key AS upstream, subject.key AS subject, predicate, object.key AS object
ORDER BY upstream, subject, predicate, object
