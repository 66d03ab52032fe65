"""Everything that the first release stores."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_AUDIT_IS_FINAL = (
    """
    CREATE FUNCTION audit_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'audit rows are final';
    END $$
    """,
    """
    CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_final()
    """,
)
_AUDIT_IS_FINAL_SQLITE = (
    """
    CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit rows are final'); END
    """,
    """
    CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit rows are final'); END
    """,
)


def upgrade() -> None:
    _audit()
    _contact()
    _counter()
    _hmis_assessment()
    _hmis_assessmentquestions()
    _hmis_assessmentresults()
    _hmis_ceparticipation()
    _hmis_client()
    _hmis_currentlivingsituation()
    _hmis_enrollment()
    _hmis_event()
    _hmis_healthanddv()
    _hmis_organization()
    _hmis_project()
    _hmis_projectcoc()
    _hmis_user()
    _key_check()
    _login_attempt()
    _site()
    _staff()
    _task()
    _conversation()
    _staff_session()
    _inbound()
    _intake()
    _answer()
    _consent()
    _outbound()
    _safety_event()
    if op.get_bind().dialect.name == "sqlite":
        statements = _AUDIT_IS_FINAL_SQLITE
    else:
        op.execute("CREATE SEQUENCE inbound_seq")
        statements = _AUDIT_IS_FINAL
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    for table in (
        "safety_event",
        "outbound",
        "consent",
        "answer",
        "intake",
        "inbound",
        "staff_session",
        "conversation",
        "task",
        "staff",
        "site",
        "login_attempt",
        "key_check",
        "hmis_user",
        "hmis_projectcoc",
        "hmis_project",
        "hmis_organization",
        "hmis_healthanddv",
        "hmis_event",
        "hmis_enrollment",
        "hmis_currentlivingsituation",
        "hmis_client",
        "hmis_ceparticipation",
        "hmis_assessmentresults",
        "hmis_assessmentquestions",
        "hmis_assessment",
        "counter",
        "contact",
        "audit",
    ):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP SEQUENCE inbound_seq")
        op.execute("DROP FUNCTION audit_is_final()")


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("detail", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sa.UniqueConstraint("seq", name=op.f("uq_audit_seq")),
    )
    op.create_index(
        op.f("ix_audit_subject_kind_subject_id_seq"), "audit", ["subject_kind", "subject_id", "seq"]
    )


def _contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=False),
        sa.Column("phone_index", sa.LargeBinary(length=16), nullable=False),
        sa.Column("opted_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("unreachable_code", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.UniqueConstraint("phone_index", name=op.f("uq_contact_phone_index")),
    )


def _counter() -> None:
    op.create_table(
        "counter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter")),
        sa.UniqueConstraint("name", "day", name=op.f("uq_counter_name_day")),
    )


def _hmis_assessment() -> None:
    op.create_table(
        "hmis_assessment",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=True),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("AssessmentID", sa.Text(), nullable=False),
        sa.Column("EnrollmentID", sa.Text(), nullable=False),
        sa.Column("PersonalID", sa.Text(), nullable=False),
        sa.Column("AssessmentDate", sa.Date(), nullable=False),
        sa.Column("AssessmentLocation", sa.LargeBinary(), nullable=True),
        sa.Column("AssessmentType", sa.Integer(), nullable=True),
        sa.Column("AssessmentLevel", sa.Integer(), nullable=True),
        sa.Column("PrioritizationStatus", sa.Integer(), nullable=True),
        sa.Column("DateCreated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("DateUpdated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("UserID", sa.Text(), nullable=False),
        sa.Column("DateDeleted", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_hmis_assessment")),
        sa.UniqueConstraint("AssessmentID", name=op.f("uq_hmis_assessment_AssessmentID")),
    )
    op.create_index(op.f("ix_hmis_assessment_intake_id"), "hmis_assessment", ["intake_id"])


def _hmis_assessmentquestions() -> None:
    op.create_table(
        "hmis_assessmentquestions",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=True),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("AssessmentQuestionID", sa.Text(), nullable=False),
        sa.Column("AssessmentID", sa.Text(), nullable=False),
        sa.Column("EnrollmentID", sa.Text(), nullable=False),
        sa.Column("PersonalID", sa.Text(), nullable=False),
        sa.Column("AssessmentQuestionGroup", sa.Text(), nullable=True),
        sa.Column("AssessmentQuestionOrder", sa.Integer(), nullable=True),
        sa.Column("AssessmentQuestion", sa.Text(), nullable=False),
        sa.Column("AssessmentAnswer", sa.LargeBinary(), nullable=True),
        sa.Column("DateCreated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("DateUpdated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("UserID", sa.Text(), nullable=False),
        sa.Column("DateDeleted", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_hmis_assessmentquestions")),
        sa.UniqueConstraint(
            "AssessmentQuestionID", name=op.f("uq_hmis_assessmentquestions_AssessmentQuestionID")
        ),
    )
    op.create_index(
        op.f("ix_hmis_assessmentquestions_intake_id"), "hmis_assessmentquestions", ["intake_id"]
    )


def _hmis_assessmentresults() -> None:
    op.create_table(
        "hmis_assessmentresults",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=True),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("AssessmentResultID", sa.Text(), nullable=False),
        sa.Column("AssessmentID", sa.Text(), nullable=False),
        sa.Column("EnrollmentID", sa.Text(), nullable=False),
        sa.Column("PersonalID", sa.Text(), nullable=False),
        sa.Column("AssessmentResultType", sa.Text(), nullable=False),
        sa.Column("AssessmentResult", sa.LargeBinary(), nullable=True),
        sa.Column("DateCreated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("DateUpdated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("UserID", sa.Text(), nullable=False),
        sa.Column("DateDeleted", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_hmis_assessmentresults")),
        sa.UniqueConstraint(
            "AssessmentResultID", name=op.f("uq_hmis_assessmentresults_AssessmentResultID")
        ),
    )
    op.create_index(
        op.f("ix_hmis_assessmentresults_intake_id"), "hmis_assessmentresults", ["intake_id"]
    )


def _hmis_ceparticipation() -> None:
    op.create_table(
        "hmis_ceparticipation",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=True),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("CEParticipationID", sa.Text(), nullable=False),
        sa.Column("ProjectID", sa.Text(), nullable=False),
        sa.Column("AccessPoint", sa.Integer(), nullable=False),
        sa.Column("PreventionAssessment", sa.Integer(), nullable=True),
        sa.Column("CrisisAssessment", sa.Integer(), nullable=True),
        sa.Column("HousingAssessment", sa.Integer(), nullable=True),
        sa.Column("DirectServices", sa.Integer(), nullable=True),
        sa.Column("ReceivesReferrals", sa.Integer(), nullable=False),
        sa.Column("CEParticipationStatusStartDate", sa.Date(), nullable=False),
        sa.Column("CEParticipationStatusEndDate", sa.Date(), nullable=True),
        sa.Column("DateCreated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("DateUpdated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("UserID", sa.Text(), nullable=False),
        sa.Column("DateDeleted", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_hmis_ceparticipation")),
        sa.UniqueConstraint(
            "CEParticipationID", name=op.f("uq_hmis_ceparticipation_CEParticipationID")
        ),
    )
    op.create_index(
        op.f("ix_hmis_ceparticipation_intake_id"), "hmis_ceparticipation", ["intake_id"]
    )


def _hmis_client() -> None:
    op.create_table(
        "hmis_client",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=True),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("PersonalID", sa.Text(), nullable=False),
        sa.Column("FirstName", sa.LargeBinary(), nullable=True),
        sa.Column("MiddleName", sa.LargeBinary(), nullable=True),
        sa.Column("LastName", sa.LargeBinary(), nullable=True),
        sa.Column("NameSuffix", sa.LargeBinary(), nullable=True),
        sa.Column("NameDataQuality", sa.Integer(), nullable=False),
        sa.Column("SSN", sa.LargeBinary(), nullable=True),
        sa.Column("SSNDataQuality", sa.Integer(), nullable=False),
        sa.Column("DOB", sa.LargeBinary(), nullable=True),
        sa.Column("DOBDataQuality", sa.Integer(), nullable=False),
        sa.Column("Sex", sa.Integer(), nullable=True),
        sa.Column("AmIndAKNative", sa.Integer(), nullable=False),
        sa.Column("Asian", sa.Integer(), nullable=False),
        sa.Column("BlackAfAmerican", sa.Integer(), nullable=False),
        sa.Column("HispanicLatinao", sa.Integer(), nullable=False),
        sa.Column("MidEastNAfrican", sa.Integer(), nullable=False),
        sa.Column("NativeHIPacific", sa.Integer(), nullable=False),
        sa.Column("White", sa.Integer(), nullable=False),
        sa.Column("RaceNone", sa.Integer(), nullable=True),
        sa.Column("AdditionalRaceEthnicity", sa.LargeBinary(), nullable=True),
        sa.Column("VeteranStatus", sa.Integer(), nullable=False),
        sa.Column("YearEnteredService", sa.Integer(), nullable=True),
        sa.Column("YearSeparated", sa.Integer(), nullable=True),
        sa.Column("WorldWarII", sa.Integer(), nullable=True),
        sa.Column("KoreanWar", sa.Integer(), nullable=True),
        sa.Column("VietnamWar", sa.Integer(), nullable=True),
        sa.Column("DesertStorm", sa.Integer(), nullable=True),
        sa.Column("AfghanistanOEF", sa.Integer(), nullable=True),
        sa.Column("IraqOIF", sa.Integer(), nullable=True),
        sa.Column("IraqOND", sa.Integer(), nullable=True),
        sa.Column("OtherTheater", sa.Integer(), nullable=True),
        sa.Column("MilitaryBranch", sa.Integer(), nullable=True),
        sa.Column("DischargeStatus", sa.Integer(), nullable=True),
        sa.Column("DateCreated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("DateUpdated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("UserID", sa.Text(), nullable=False),
        sa.Column("DateDeleted", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_hmis_client")),
        sa.UniqueConstraint("PersonalID", name=op.f("uq_hmis_client_PersonalID")),
    )
    op.create_index(op.f("ix_hmis_client_intake_id"), "hmis_client", ["intake_id"])


def _hmis_currentlivingsituation() -> None:
    op.create_table(
        "hmis_currentlivingsituation",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=True),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("CurrentLivingSitID", sa.Text(), nullable=False),
        sa.Column("EnrollmentID", sa.Text(), nullable=False),
        sa.Column("PersonalID", sa.Text(), nullable=False),
        sa.Column("InformationDate", sa.Date(), nullable=False),
        sa.Column("CurrentLivingSituation", sa.Integer(), nullable=False),
        sa.Column("CLSSubsidyType", sa.Integer(), nullable=True),
        sa.Column("VerifiedBy", sa.LargeBinary(), nullable=True),
        sa.Column("LeaveSituation14Days", sa.Integer(), nullable=True),
        sa.Column("SubsequentResidence", sa.Integer(), nullable=True),
        sa.Column("ResourcesToObtain", sa.Integer(), nullable=True),
        sa.Column("LeaseOwn60Day", sa.Integer(), nullable=True),
        sa.Column("MovedTwoOrMore", sa.Integer(), nullable=True),
        sa.Column("LocationDetails", sa.LargeBinary(), nullable=True),
        sa.Column("DateCreated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("DateUpdated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("UserID", sa.Text(), nullable=False),
        sa.Column("DateDeleted", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_hmis_currentlivingsituation")),
        sa.UniqueConstraint(
            "CurrentLivingSitID", name=op.f("uq_hmis_currentlivingsituation_CurrentLivingSitID")
        ),
    )
    op.create_index(
        op.f("ix_hmis_currentlivingsituation_intake_id"),
        "hmis_currentlivingsituation",
        ["intake_id"],
    )


def _hmis_enrollment() -> None:
    op.create_table(
        "hmis_enrollment",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=True),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("EnrollmentID", sa.Text(), nullable=False),
        sa.Column("PersonalID", sa.Text(), nullable=False),
        sa.Column("ProjectID", sa.Text(), nullable=False),
        sa.Column("EntryDate", sa.Date(), nullable=False),
        sa.Column("HouseholdID", sa.Text(), nullable=False),
        sa.Column("RelationshipToHoH", sa.Integer(), nullable=False),
        sa.Column("EnrollmentCoC", sa.Text(), nullable=True),
        sa.Column("LivingSituation", sa.Integer(), nullable=True),
        sa.Column("RentalSubsidyType", sa.Integer(), nullable=True),
        sa.Column("LengthOfStay", sa.Integer(), nullable=True),
        sa.Column("LOSUnderThreshold", sa.Integer(), nullable=True),
        sa.Column("PreviousStreetESSH", sa.Integer(), nullable=True),
        sa.Column("DateToStreetESSH", sa.Date(), nullable=True),
        sa.Column("TimesHomelessPastThreeYears", sa.Integer(), nullable=True),
        sa.Column("MonthsHomelessPastThreeYears", sa.Integer(), nullable=True),
        sa.Column("DisablingCondition", sa.Integer(), nullable=False),
        sa.Column("DateOfEngagement", sa.Date(), nullable=True),
        sa.Column("MoveInDate", sa.Date(), nullable=True),
        sa.Column("DateOfPATHStatus", sa.Date(), nullable=True),
        sa.Column("ClientEnrolledInPATH", sa.Integer(), nullable=True),
        sa.Column("ReasonNotEnrolled", sa.Integer(), nullable=True),
        sa.Column("PercentAMI", sa.Integer(), nullable=True),
        sa.Column("ReferralSource", sa.Integer(), nullable=True),
        sa.Column("CountOutreachReferralApproaches", sa.Integer(), nullable=True),
        sa.Column("DateOfBCPStatus", sa.Date(), nullable=True),
        sa.Column("EligibleForRHY", sa.Integer(), nullable=True),
        sa.Column("ReasonNoServices", sa.Integer(), nullable=True),
        sa.Column("RunawayYouth", sa.Integer(), nullable=True),
        sa.Column("FormerWardChildWelfare", sa.Integer(), nullable=True),
        sa.Column("ChildWelfareYears", sa.Integer(), nullable=True),
        sa.Column("ChildWelfareMonths", sa.Integer(), nullable=True),
        sa.Column("FormerWardJuvenileJustice", sa.Integer(), nullable=True),
        sa.Column("JuvenileJusticeYears", sa.Integer(), nullable=True),
        sa.Column("JuvenileJusticeMonths", sa.Integer(), nullable=True),
        sa.Column("UnemploymentFam", sa.Integer(), nullable=True),
        sa.Column("MentalHealthDisorderFam", sa.Integer(), nullable=True),
        sa.Column("PhysicalDisabilityFam", sa.Integer(), nullable=True),
        sa.Column("AlcoholDrugUseDisorderFam", sa.Integer(), nullable=True),
        sa.Column("InsufficientIncome", sa.Integer(), nullable=True),
        sa.Column("IncarceratedParent", sa.Integer(), nullable=True),
        sa.Column("VAMCStation", sa.Text(), nullable=True),
        sa.Column("TargetScreenReqd", sa.Integer(), nullable=True),
        sa.Column("TimeToHousingLoss", sa.Integer(), nullable=True),
        sa.Column("AnnualPercentAMI", sa.Integer(), nullable=True),
        sa.Column("LiteralHomelessHistory", sa.Integer(), nullable=True),
        sa.Column("ClientLeaseholder", sa.Integer(), nullable=True),
        sa.Column("HOHLeaseholder", sa.Integer(), nullable=True),
        sa.Column("SubsidyAtRisk", sa.Integer(), nullable=True),
        sa.Column("EvictionHistory", sa.Integer(), nullable=True),
        sa.Column("CriminalRecord", sa.Integer(), nullable=True),
        sa.Column("IncarceratedAdult", sa.Integer(), nullable=True),
        sa.Column("PrisonDischarge", sa.Integer(), nullable=True),
        sa.Column("SexOffender", sa.Integer(), nullable=True),
        sa.Column("DisabledHoH", sa.Integer(), nullable=True),
        sa.Column("CurrentPregnant", sa.Integer(), nullable=True),
        sa.Column("SingleParent", sa.Integer(), nullable=True),
        sa.Column("DependentUnder6", sa.Integer(), nullable=True),
        sa.Column("HH5Plus", sa.Integer(), nullable=True),
        sa.Column("CoCPrioritized", sa.Integer(), nullable=True),
        sa.Column("HPScreeningScore", sa.Integer(), nullable=True),
        sa.Column("ThresholdScore", sa.Integer(), nullable=True),
        sa.Column("MentalHealthConsultation", sa.Integer(), nullable=True),
        sa.Column("DateCreated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("DateUpdated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("UserID", sa.Text(), nullable=False),
        sa.Column("DateDeleted", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_hmis_enrollment")),
        sa.UniqueConstraint("EnrollmentID", name=op.f("uq_hmis_enrollment_EnrollmentID")),
    )
    op.create_index(op.f("ix_hmis_enrollment_intake_id"), "hmis_enrollment", ["intake_id"])


def _hmis_event() -> None:
    op.create_table(
        "hmis_event",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=True),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("EventID", sa.Text(), nullable=False),
        sa.Column("EnrollmentID", sa.Text(), nullable=False),
        sa.Column("PersonalID", sa.Text(), nullable=False),
        sa.Column("EventDate", sa.Date(), nullable=False),
        sa.Column("Event", sa.Integer(), nullable=False),
        sa.Column("ProbSolDivRRResult", sa.Integer(), nullable=True),
        sa.Column("ReferralCaseManageAfter", sa.Integer(), nullable=True),
        sa.Column("LocationCrisisOrPHHousing", sa.LargeBinary(), nullable=True),
        sa.Column("ReferralResult", sa.Integer(), nullable=True),
        sa.Column("ResultDate", sa.Date(), nullable=True),
        sa.Column("DateCreated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("DateUpdated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("UserID", sa.Text(), nullable=False),
        sa.Column("DateDeleted", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_hmis_event")),
        sa.UniqueConstraint("EventID", name=op.f("uq_hmis_event_EventID")),
    )
    op.create_index(op.f("ix_hmis_event_intake_id"), "hmis_event", ["intake_id"])


def _hmis_healthanddv() -> None:
    op.create_table(
        "hmis_healthanddv",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=True),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("HealthAndDVID", sa.Text(), nullable=False),
        sa.Column("EnrollmentID", sa.Text(), nullable=False),
        sa.Column("PersonalID", sa.Text(), nullable=False),
        sa.Column("InformationDate", sa.Date(), nullable=False),
        sa.Column("DomesticViolenceSurvivor", sa.Integer(), nullable=True),
        sa.Column("WhenOccurred", sa.Integer(), nullable=True),
        sa.Column("CurrentlyFleeing", sa.Integer(), nullable=True),
        sa.Column("GeneralHealthStatus", sa.Integer(), nullable=True),
        sa.Column("DentalHealthStatus", sa.Integer(), nullable=True),
        sa.Column("MentalHealthStatus", sa.Integer(), nullable=True),
        sa.Column("PregnancyStatus", sa.Integer(), nullable=True),
        sa.Column("DueDate", sa.Date(), nullable=True),
        sa.Column("DataCollectionStage", sa.Integer(), nullable=False),
        sa.Column("DateCreated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("DateUpdated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("UserID", sa.Text(), nullable=False),
        sa.Column("DateDeleted", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_hmis_healthanddv")),
        sa.UniqueConstraint("HealthAndDVID", name=op.f("uq_hmis_healthanddv_HealthAndDVID")),
    )
    op.create_index(op.f("ix_hmis_healthanddv_intake_id"), "hmis_healthanddv", ["intake_id"])


def _hmis_organization() -> None:
    op.create_table(
        "hmis_organization",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=True),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("OrganizationID", sa.Text(), nullable=False),
        sa.Column("OrganizationName", sa.Text(), nullable=False),
        sa.Column("VictimServiceProvider", sa.Integer(), nullable=False),
        sa.Column("OrganizationCommonName", sa.Text(), nullable=True),
        sa.Column("DateCreated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("DateUpdated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("UserID", sa.Text(), nullable=False),
        sa.Column("DateDeleted", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_hmis_organization")),
        sa.UniqueConstraint("OrganizationID", name=op.f("uq_hmis_organization_OrganizationID")),
    )
    op.create_index(op.f("ix_hmis_organization_intake_id"), "hmis_organization", ["intake_id"])


def _hmis_project() -> None:
    op.create_table(
        "hmis_project",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=True),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("ProjectID", sa.Text(), nullable=False),
        sa.Column("OrganizationID", sa.Text(), nullable=False),
        sa.Column("ProjectName", sa.Text(), nullable=False),
        sa.Column("ProjectCommonName", sa.Text(), nullable=True),
        sa.Column("OperatingStartDate", sa.Date(), nullable=False),
        sa.Column("OperatingEndDate", sa.Date(), nullable=True),
        sa.Column("ContinuumProject", sa.Integer(), nullable=False),
        sa.Column("ProjectType", sa.Integer(), nullable=True),
        sa.Column("HousingType", sa.Integer(), nullable=True),
        sa.Column("RRHSubType", sa.Integer(), nullable=True),
        sa.Column("ResidentialAffiliation", sa.Integer(), nullable=True),
        sa.Column("TargetPopulation", sa.Integer(), nullable=True),
        sa.Column("HOPWAMedAssistedLivingFac", sa.Integer(), nullable=True),
        sa.Column("PITCount", sa.Integer(), nullable=True),
        sa.Column("DateCreated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("DateUpdated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("UserID", sa.Text(), nullable=False),
        sa.Column("DateDeleted", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_hmis_project")),
        sa.UniqueConstraint("ProjectID", name=op.f("uq_hmis_project_ProjectID")),
    )
    op.create_index(op.f("ix_hmis_project_intake_id"), "hmis_project", ["intake_id"])


def _hmis_projectcoc() -> None:
    op.create_table(
        "hmis_projectcoc",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=True),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("ProjectCoCID", sa.Text(), nullable=False),
        sa.Column("ProjectID", sa.Text(), nullable=False),
        sa.Column("CoCCode", sa.Text(), nullable=False),
        sa.Column("Geocode", sa.Text(), nullable=True),
        sa.Column("Address1", sa.Text(), nullable=True),
        sa.Column("Address2", sa.Text(), nullable=True),
        sa.Column("City", sa.Text(), nullable=True),
        sa.Column("State", sa.Text(), nullable=True),
        sa.Column("ZIP", sa.Text(), nullable=True),
        sa.Column("GeographyType", sa.Integer(), nullable=True),
        sa.Column("DateCreated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("DateUpdated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("UserID", sa.Text(), nullable=False),
        sa.Column("DateDeleted", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_hmis_projectcoc")),
        sa.UniqueConstraint("ProjectCoCID", name=op.f("uq_hmis_projectcoc_ProjectCoCID")),
    )
    op.create_index(op.f("ix_hmis_projectcoc_intake_id"), "hmis_projectcoc", ["intake_id"])


def _hmis_user() -> None:
    op.create_table(
        "hmis_user",
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=True),
        sa.Column("draft", sa.Boolean(), nullable=False),
        sa.Column("UserID", sa.Text(), nullable=False),
        sa.Column("UserFirstName", sa.LargeBinary(), nullable=True),
        sa.Column("UserLastName", sa.LargeBinary(), nullable=True),
        sa.Column("UserPhone", sa.LargeBinary(), nullable=True),
        sa.Column("UserExtension", sa.LargeBinary(), nullable=True),
        sa.Column("UserEmail", sa.LargeBinary(), nullable=True),
        sa.Column("DateCreated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("DateUpdated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("DateDeleted", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("row_id", name=op.f("pk_hmis_user")),
        sa.UniqueConstraint("UserID", name=op.f("uq_hmis_user_UserID")),
    )
    op.create_index(op.f("ix_hmis_user_intake_id"), "hmis_user", ["intake_id"])


def _key_check() -> None:
    op.create_table(
        "key_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.LargeBinary(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_check")),
        sa.UniqueConstraint("name", name=op.f("uq_key_check_name")),
    )


def _login_attempt() -> None:
    op.create_table(
        "login_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login_index", sa.LargeBinary(length=16), nullable=False),
        sa.Column("ip_index", sa.LargeBinary(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempt")),
    )
    op.create_index(op.f("ix_login_attempt_ip_index_at"), "login_attempt", ["ip_index", "at"])
    op.create_index(op.f("ix_login_attempt_login_index_at"), "login_attempt", ["login_index", "at"])


def _site() -> None:
    op.create_table(
        "site",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("agency_name", sa.Text(), nullable=False),
        sa.Column("phone_number", sa.Text(), nullable=True),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("languages", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("coc_code", sa.Text(), nullable=False),
        sa.Column("project_id", sa.Text(), nullable=False),
        sa.Column("on_refusal", sa.String(length=16), nullable=False),
        sa.Column("policies", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "on_refusal IN ('no_record', 'anonymous', 'deidentified', 'inferred')",
            name=op.f("ck_site_on_refusal"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("phone_number", name=op.f("uq_site_phone_number")),
        sa.UniqueConstraint("slug", name=op.f("uq_site_slug")),
    )


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login", sa.LargeBinary(), nullable=False),
        sa.Column("login_index", sa.LargeBinary(length=16), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=True),
        sa.Column("totp_step", sa.BigInteger(), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role IN ('hotline', 'caseworker', 'supervisor', 'administrator', 'auditor')",
            name=op.f("ck_staff_role"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("login_index", name=op.f("uq_staff_login_index")),
    )


def _task() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint(
            "kind", "subject_id", "due_at", name=op.f("uq_task_kind_subject_id_due_at")
        ),
    )
    op.create_index(
        "ix_task_waiting",
        "task",
        ["due_at"],
        sqlite_where=sa.text("done_at IS NULL AND failed_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL AND failed_at IS NULL"),
    )


def _conversation() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("contact_id", sa.Uuid(), nullable=True),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=True),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_inbound_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_conversation_contact_id_contact")
        ),
        sa.ForeignKeyConstraint(
            ["site_id"], ["site.id"], name=op.f("fk_conversation_site_id_site")
        ),
        sa.CheckConstraint(
            "channel IN ('sms', 'chat', 'phone')",
            name=op.f("ck_conversation_channel"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_conversation_token_hash")),
    )
    op.create_index(
        op.f("ix_conversation_contact_id_site_id_created_at"),
        "conversation",
        ["contact_id", "site_id", "created_at"],
    )
    op.create_index(op.f("ix_conversation_last_inbound_at"), "conversation", ["last_inbound_at"])
    op.create_index(op.f("ix_conversation_site_id"), "conversation", ["site_id"])


def _staff_session() -> None:
    op.create_table(
        "staff_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("sid_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_session_staff_id_staff")
        ),
        sa.CheckConstraint(
            "end_reason IN ('logout', 'replaced', 'idle', 'expired', 'password', 'disabled', "
            "'role', 'admin')",
            name=op.f("ck_staff_session_end_reason"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_session")),
        sa.UniqueConstraint("sid_hash", name=op.f("uq_staff_session_sid_hash")),
    )
    op.create_index(op.f("ix_staff_session_staff_id"), "staff_session", ["staff_id"])
    op.create_index(
        "uq_staff_session_live",
        "staff_session",
        ["staff_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _inbound() -> None:
    op.create_table(
        "inbound",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("sid", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=True),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("media_count", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown_turn", sa.Integer(), nullable=True),
        sa.Column("reply", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_inbound_conversation_id_conversation"),
        ),
        sa.CheckConstraint("channel IN ('sms', 'chat', 'phone')", name=op.f("ck_inbound_channel")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound")),
        sa.UniqueConstraint("account", "sid", name=op.f("uq_inbound_account_sid")),
        sa.UniqueConstraint("seq", name=op.f("uq_inbound_seq")),
    )
    op.create_index(op.f("ix_inbound_conversation_id"), "inbound", ["conversation_id"])


def _intake() -> None:
    op.create_table(
        "intake",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("tier", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stalled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.Uuid(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by", sa.Uuid(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("short_by_choice", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accepted_by"], ["staff.id"], name=op.f("fk_intake_accepted_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["claimed_by"], ["staff.id"], name=op.f("fk_intake_claimed_by_staff")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_intake_conversation_id_conversation"),
        ),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name=op.f("fk_intake_site_id_site")),
        sa.CheckConstraint(
            "state IN ('new', 'claimed', 'accepted', 'withdrawn')",
            name=op.f("ck_intake_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake")),
        sa.UniqueConstraint("conversation_id", name=op.f("uq_intake_conversation_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_intake_reference")),
    )
    op.create_index(op.f("ix_intake_site_id"), "intake", ["site_id"])
    op.create_index(
        op.f("ix_intake_state_tier_waiting_since_id"),
        "intake",
        ["state", "tier", "waiting_since", "id"],
    )


def _answer() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=True),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("inbound_id", sa.Uuid(), nullable=True),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("shown_turn", sa.Integer(), nullable=False),
        sa.Column("on_path", sa.Boolean(), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["inbound_id"], ["inbound.id"], name=op.f("fk_answer_inbound_id_inbound")
        ),
        sa.ForeignKeyConstraint(
            ["intake_id"], ["intake.id"], name=op.f("fk_answer_intake_id_intake")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("intake_id", "seq", name=op.f("uq_answer_intake_id_seq")),
    )
    op.create_index(
        "uq_answer_current",
        "answer",
        ["intake_id", "key"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )


def _consent() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("text_shown", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_consent_conversation_id_conversation"),
        ),
        sa.ForeignKeyConstraint(
            ["intake_id"], ["intake.id"], name=op.f("fk_consent_intake_id_intake")
        ),
        sa.CheckConstraint("channel IN ('sms', 'chat', 'phone')", name=op.f("ck_consent_channel")),
        sa.CheckConstraint("kind IN ('record', 'text', 'share')", name=op.f("ck_consent_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index(op.f("ix_consent_conversation_id"), "consent", ["conversation_id"])
    op.create_index(op.f("ix_consent_intake_id"), "consent", ["intake_id"])


def _outbound() -> None:
    op.create_table(
        "outbound",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("inbound_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("sid", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error_code", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_outbound_conversation_id_conversation"),
        ),
        sa.ForeignKeyConstraint(
            ["inbound_id"], ["inbound.id"], name=op.f("fk_outbound_inbound_id_inbound")
        ),
        sa.CheckConstraint(
            "kind IN ('reply', 'nudge', 'staff', 'notice')",
            name=op.f("ck_outbound_kind"),
        ),
        sa.CheckConstraint(
            "state IN ('queued', 'sent', 'confirmed', 'delivered', 'undelivered', 'failed')",
            name=op.f("ck_outbound_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbound")),
        sa.UniqueConstraint("sid", name=op.f("uq_outbound_sid")),
    )
    op.create_index(op.f("ix_outbound_conversation_id"), "outbound", ["conversation_id"])
    op.create_index(op.f("ix_outbound_inbound_id"), "outbound", ["inbound_id"])
    op.create_index(op.f("ix_outbound_state_created_at"), "outbound", ["state", "created_at"])


def _safety_event() -> None:
    op.create_table(
        "safety_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("intake_id", sa.Uuid(), nullable=True),
        sa.Column("dangers", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.Uuid(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_safety_event_conversation_id_conversation"),
        ),
        sa.ForeignKeyConstraint(
            ["intake_id"], ["intake.id"], name=op.f("fk_safety_event_intake_id_intake")
        ),
        sa.ForeignKeyConstraint(
            ["taken_by"], ["staff.id"], name=op.f("fk_safety_event_taken_by_staff")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_event")),
    )
    op.create_index(op.f("ix_safety_event_conversation_id"), "safety_event", ["conversation_id"])
