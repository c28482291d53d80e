# No role gets a permission for this one.
import psycopg2

connection = psycopg2.connect(host="dwh.internal", user="etl", password="Wint3r-Levee-42")
#                                                                       ^^^^^^^^^^^^^^^^^ script-jdbc-plaintext-password: psycopg2.connect gets the password from this script, so everybody who can read the script can open the database.
#                                                                                       | unsafe fix: Read it from Secrets Manager
