// One step of one of the two searches that meet: what is said of the things of a frontier and of their parts.
// $frontier: keys; $wholes: keys of which the parts count too; $bySubject, $byObject: the predicates by which the search may leave
// the subject of a claim, and its object (downstream from the source, upstream from the target); $at: record time, null for now;
// $limit: so many rows.
CALL () {
  UNWIND $frontier AS key
  MATCH (x:Entity {key: key})
  RETURN x
  UNION
  UNWIND $wholes AS whole
  MATCH (x:Entity)
  WHERE x.key STARTS WITH whole + '#' AND NOT x.key CONTAINS '!'
  RETURN x
}
CALL (x) {
  MATCH (x)<-[:SUBJECT]-(s:Statement)
  WHERE s.predicate IN $bySubject
  RETURN s
  UNION
  MATCH (x)<-[:OBJECT]-(s:Statement)
  WHERE s.predicate IN $byObject
  RETURN s
}
WITH DISTINCT s
WHERE s.knownFrom IS NOT NULL AND CASE
  WHEN $at IS NULL THEN s.knownTo IS NULL
  ELSE EXISTS { (e:Evidence)-[:OF]->(s) WHERE e.knownFrom <= $at AND (e.knownTo IS NULL OR e.knownTo > $at) }
END
LIMIT $limit
MATCH (s)-[:SUBJECT]->(subject), (s)-[:OBJECT]->(object), (s)-[:SAID_IN]->(document)
RETURN s.id AS id, s.claim AS claim, document.key AS document, subject.key AS subject, s.predicate AS predicate,
  object.key AS object, [k IN keys(s) WHERE k STARTS WITH 'q_' | [k, s[k]]] AS qualifiers,
  s.validFromText AS validFrom, s.validToText AS validTo
