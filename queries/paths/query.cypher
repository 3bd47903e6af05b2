// One step of one of the two searches that meet: what is said of the things of a frontier and of their parts.
// $frontier: keys; $wholes: keys of which the parts count too; $bySubject, $byObject: the predicates by which the search may leave
// the subject of a claim, and its object (downstream from the source, upstream from the target); $at: record time, null for now;
// $limit: so many statements of one thing. A row holds what is said of one thing of the frontier: statement, claim, document,
// subject, predicate, object, qualifiers, valid from and to.
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
  WHERE s.predicate IN $bySubject AND s.knownFrom IS NOT NULL AND CASE
    WHEN $at IS NULL THEN s.knownTo IS NULL
    ELSE EXISTS { (e:Evidence)-[:OF]->(s) WHERE e.knownFrom <= $at AND (e.knownTo IS NULL OR e.knownTo > $at) }
  END
  WITH x, s LIMIT $limit
  MATCH (s)-[:OBJECT]->(object) MATCH (s)-[:SAID_IN]->(document)
  RETURN collect([s.id, s.claim, document.key, x.key, s.predicate, object.key,
    [k IN keys(s) WHERE k STARTS WITH 'q_' | [k, s[k]]], s.validFromText, s.validToText]) AS leaving
}
CALL (x) {
  MATCH (x)<-[:OBJECT]-(s:Statement)
  WHERE s.predicate IN $byObject AND s.knownFrom IS NOT NULL AND CASE
    WHEN $at IS NULL THEN s.knownTo IS NULL
    ELSE EXISTS { (e:Evidence)-[:OF]->(s) WHERE e.knownFrom <= $at AND (e.knownTo IS NULL OR e.knownTo > $at) }
  END
  WITH x, s LIMIT $limit
  MATCH (s)-[:SUBJECT]->(subject) MATCH (s)-[:SAID_IN]->(document)
  RETURN collect([s.id, s.claim, document.key, subject.key, s.predicate, x.key,
    [k IN keys(s) WHERE k STARTS WITH 'q_' | [k, s[k]]], s.validFromText, s.validToText]) AS arriving
}
WITH leaving + arriving AS said
WHERE size(said) > 0
RETURN said
