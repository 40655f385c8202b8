-- An event is listed once by its own id, so which transactions brought it decides nothing; the list of them only grew.
DROP TABLE pushed;
