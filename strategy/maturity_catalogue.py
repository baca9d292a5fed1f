"""The suggested dimensions of digital maturity, offered to a county that has none yet.

Seven sides of a town hall, each with five levels from 0 (not begun) to 4 (done, and improved all
the time). A level is described by what can be seen from outside, so that two town halls in the same
state give the same answer. Content, not interface: it is copied into the county's own rows and
meant to be rewritten there, so it does not go through the message catalogue.
"""

from dataclasses import dataclass

from strategy.models import DimensionWords


@dataclass(frozen=True)
class SuggestedDimension:
    """A dimension to begin with, in both languages."""

    slug: str
    german: DimensionWords
    english: DimensionWords


SUGGESTED = (
    SuggestedDimension(
        "dienstleistungen-online",
        DimensionWords(
            "Dienstleistungen online",
            "Dienste online",
            "Was können Einwohnerinnen, Einwohner und Betriebe erledigen, ohne ins Rathaus zu kommen?",
            (
                "Im Netz stehen nur Öffnungszeiten und Anschriften. Für jedes Anliegen kommt man ins Rathaus oder schreibt einen Brief.",
                "Formulare lassen sich herunterladen, ausfüllen und ausgedruckt oder per E-Mail einreichen.",
                "Häufige Anliegen haben einen Online-Antrag. Für Nachweise, Bezahlung oder Unterschrift braucht es noch Papier.",
                "Die meisten Anliegen gehen von Antrag bis Bezahlung ohne Papier. Wer Hilfe braucht, bekommt sie am Telefon oder vor Ort.",
                "Alle geeigneten Anliegen gehen ganz ohne Papier, auch auf dem Telefon. Rückmeldungen der Nutzenden führen regelmäßig zu Verbesserungen.",
            ),
        ),
        DimensionWords(
            "Services online",
            "Online services",
            "What can residents and businesses get done without coming to the town hall?",
            (
                "Only opening hours and addresses are online. Every matter takes a visit or a letter.",
                "Forms can be downloaded, filled in and handed in on paper or by e-mail.",
                "Common matters have an online application. Proofs, payment or signature still need paper.",
                "Most matters need no paper from application to payment. Whoever needs help gets it by phone or in person.",
                "All suitable matters need no paper at all, on a phone as well. Feedback from users regularly leads to improvements.",
            ),
            "en",
        ),
    ),
    SuggestedDimension(
        "ablaeufe",
        DimensionWords(
            "Abläufe in der Verwaltung",
            "Abläufe",
            "Wie läuft ein Vorgang durch das Haus, vom Eingang bis zum Bescheid?",
            (
                "Vorgänge liegen in Papierakten. Wie ein Vorgang läuft, wissen die, die ihn bearbeiten.",
                "Einzelne Fachverfahren sind im Einsatz. Zwischen ihnen wird ausgedruckt und neu eingetippt.",
                "Wichtige Abläufe sind aufgeschrieben. Eine elektronische Akte ist in ersten Bereichen eingeführt.",
                "Die elektronische Akte ist der Regelfall. Anträge kommen ohne Abtippen im Fachverfahren an.",
                "Vorgänge laufen durchgängig elektronisch. Jedes Jahr werden Abläufe geprüft, vereinfacht oder abgeschafft.",
            ),
        ),
        DimensionWords(
            "Workflows in the administration",
            "Workflows",
            "How does a case travel through the house, from receipt to decision?",
            (
                "Cases lie in paper files. How a case proceeds is known to those who handle it.",
                "Some specialist software is in use. Between programs, things are printed and typed in again.",
                "Important workflows are written down. Electronic files have been introduced in first departments.",
                "Electronic files are the rule. Applications reach the specialist software without retyping.",
                "Cases are electronic from end to end. Every year workflows are reviewed, simplified or abolished.",
            ),
            "en",
        ),
    ),
    SuggestedDimension(
        "netze-und-geraete",
        DimensionWords(
            "Netze und Geräte",
            "Netze und Geräte",
            "Wie gut sind Rathaus, Schulen, Feuerwehr und Ortsteile angebunden und ausgestattet?",
            (
                "Leitungen und Geräte reichen für die tägliche Arbeit nicht aus. Wann sie ersetzt werden, ist offen.",
                "Das Rathaus ist brauchbar angebunden. Ortsteile, Schulen oder Gerätehäuser haben deutliche Lücken.",
                "Geräte werden nach Plan ersetzt, Arbeit von unterwegs ist möglich. Für die Lücken im Netz gibt es einen Ausbauplan.",
                "Öffentliche Gebäude haben Glasfaser, Schulen und Feuerwehr sind zeitgemäß ausgestattet, öffentliches WLAN ist vorhanden.",
                "Auch die Ortsteile sind durchgängig versorgt. Bedarf und Ausfälle werden gemessen, Ausbau und Ersatz danach geplant.",
            ),
        ),
        DimensionWords(
            "Networks and devices",
            "Networks, devices",
            "How well are town hall, schools, fire brigade and villages connected and equipped?",
            (
                "Lines and devices are not up to daily work. When they will be replaced is open.",
                "The town hall is connected reasonably well. Villages, schools or fire stations have clear gaps.",
                "Devices are replaced to a plan, mobile work is possible. For gaps in the network there is a plan.",
                "Public buildings have fibre, schools and fire brigade are well equipped, public Wi-Fi is available.",
                "The villages are covered throughout, too. Needs and failures are measured and guide what is built and replaced.",
            ),
            "en",
        ),
    ),
    SuggestedDimension(
        "daten-und-sicherheit",
        DimensionWords(
            "Daten und Informationssicherheit",
            "Daten, Sicherheit",
            "Wie geht die Gemeinde mit ihren Daten um, und was geschieht bei einem Ausfall?",
            (
                "Daten liegen verstreut auf einzelnen Rechnern. Zuständigkeiten und Sicherungen sind nicht geregelt.",
                "Daten werden gesichert. Wer im Notfall was tut, steht nirgends.",
                "Eine Person ist für Informationssicherheit benannt, ein Notfallplan liegt vor. Erste Daten sind an einem Ort zusammengeführt.",
                "Sicherungen und Notfallplan werden geübt, alle Beschäftigten geschult. Geodaten und Statistik sind abgestimmt und für andere nutzbar.",
                "Sicherheit wird jährlich von außen geprüft. Daten sind, wo das Recht es erlaubt, offen und dienen der Planung.",
            ),
        ),
        DimensionWords(
            "Data and information security",
            "Data, security",
            "How does the municipality handle its data, and what happens if systems fail?",
            (
                "Data is scattered over single computers. Responsibilities and backups are not settled.",
                "Data is backed up. Who does what in an emergency is written nowhere.",
                "Somebody is responsible for information security, an emergency plan exists. First data is kept in one place.",
                "Backups and the emergency plan are rehearsed, all staff trained. Geodata and statistics are consistent and usable by others.",
                "Security is audited from outside every year. Data is open where the law allows, and used for planning.",
            ),
            "en",
        ),
    ),
    SuggestedDimension(
        "wissen-und-personal",
        DimensionWords(
            "Wissen und Personal",
            "Wissen, Personal",
            "Wer kümmert sich um Digitalisierung, und wie lernen die Beschäftigten dazu?",
            (
                "Niemand ist zuständig. Digitalisierung geschieht nebenbei oder gar nicht.",
                "Einzelne kümmern sich aus eigenem Antrieb, ohne Auftrag und ohne Zeitanteil.",
                "Eine Person hat den Auftrag und einen Teil ihrer Arbeitszeit dafür. Schulungen gibt es bei Bedarf.",
                "Zuständigkeit, Zeit und Mittel stehen fest. Schulungen sind geplant, neue Beschäftigte werden eingeführt.",
                "Digitales Wissen gehört in jede Stelle. Beschäftigte bringen Vorschläge ein, die erprobt und umgesetzt werden.",
            ),
        ),
        DimensionWords(
            "Knowledge and staff",
            "Knowledge, staff",
            "Who looks after digitalisation, and how do staff keep learning?",
            (
                "Nobody is responsible. Digitalisation happens on the side or not at all.",
                "Individuals take care of it on their own initiative, without a mandate or time.",
                "Somebody has the mandate and part of their working time for it. Training is given when needed.",
                "Responsibility, time and money are settled. Training is planned, new staff are introduced.",
                "Digital knowledge is part of every post. Staff make suggestions that are tried and put into practice.",
            ),
            "en",
        ),
    ),
    SuggestedDimension(
        "information-und-mitsprache",
        DimensionWords(
            "Information und Mitsprache",
            "Mitsprache",
            "Wie erfahren Menschen, was in der Gemeinde geplant ist, und wie reden sie digital mit?",
            (
                "Informationen gibt es im Schaukasten und im Amtsblatt. Die Website ist veraltet.",
                "Die Website ist aktuell, Bekanntmachungen stehen im Netz. Rückmeldungen sind nicht vorgesehen.",
                "Sitzungen und Vorlagen sind online zu finden. Mängel lassen sich digital melden.",
                "Zu wichtigen Vorhaben gibt es regelmäßig digitale Beteiligung neben Treffen vor Ort. Die Ergebnisse werden veröffentlicht.",
                "Beteiligung ist Teil jeder größeren Planung, barrierefrei und mit Antwort auf jeden Beitrag.",
            ),
        ),
        DimensionWords(
            "Information and having a say",
            "Having a say",
            "How do people learn what is planned in the municipality, and how do they have a digital say?",
            (
                "Information is on the notice board and in the gazette. The website is out of date.",
                "The website is current, notices are online. Feedback is not provided for.",
                "Meetings and papers can be found online. Defects can be reported digitally.",
                "For important projects there is regular digital participation beside meetings on site. Results are published.",
                "Participation is part of every larger plan, accessible, and every contribution gets an answer.",
            ),
            "en",
        ),
    ),
    SuggestedDimension(
        "zusammenarbeit",
        DimensionWords(
            "Zusammenarbeit mit anderen",
            "Zusammenarbeit",
            "Was macht die Gemeinde gemeinsam mit Nachbarn, Landkreis und Ehrenamt?",
            (
                "Jede Gemeinde beschafft, betreibt und entscheidet für sich.",
                "Man tauscht sich gelegentlich aus. Gemeinsame Vorhaben gibt es nicht.",
                "Einzelne Lösungen werden gemeinsam beschafft oder von anderen übernommen.",
                "Es gibt eine verbindliche Vereinbarung mit gemeinsamen Diensten, geteilten Kosten und fester Abstimmung.",
                "Gemeinsame Dienste sind der Regelfall. Was hier entsteht, wird anderen zur Nachnutzung gegeben.",
            ),
        ),
        DimensionWords(
            "Working with others",
            "Cooperation",
            "What does the municipality do together with neighbours, county and volunteers?",
            (
                "Every municipality procures, operates and decides for itself.",
                "There is occasional exchange. There are no joint projects.",
                "Some solutions are procured jointly or taken over from others.",
                "There is a binding agreement with shared services, shared costs and fixed coordination.",
                "Shared services are the rule. What is built here is offered to others for reuse.",
            ),
            "en",
        ),
    ),
)
